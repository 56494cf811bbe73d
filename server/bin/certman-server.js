#!/usr/bin/env -S node -C @certman/source
// Plain JavaScript that every Node since 12 can run, so that a Node that is too old hears a sentence and no syntax error.
import module from 'module'

const FLOOR = [24, 15] // argon2, SQLite and type stripping without flags

const [major, minor] = process.versions.node.split('.').map(Number)
const options = process.execArgv.concat((process.env.NODE_OPTIONS || '').split(' ')).join(' ')

if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  refuse(
    `certman needs Node ${FLOOR.join('.')} or newer and this is ${process.version}: ` +
      'start it with "npm start" or "npx certman-server", which use the Node that "npm ci" installs',
  )
} else if (!/(-C|--conditions)[ =]?@certman\/source/.test(options)) {
  refuse(
    'the sources run unbuilt, under a condition of their own: start with "npm start", "npx certman-server" ' +
      'or "node -C @certman/source server/bin/certman-server.js"',
  )
} else {
  module.enableCompileCache()
  import('../src/main.ts').catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}

function refuse(sentence) {
  console.error(sentence)
  process.exitCode = 1
}
