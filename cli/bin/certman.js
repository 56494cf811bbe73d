#!/usr/bin/env node
// CommonJS, which starts faster than a module, and plain enough that a Node that is too old hears a sentence and no syntax error.
'use strict'

const { existsSync } = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')

const FLOOR = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)
const words = process.argv.slice(2)

if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  refuse(`certman needs Node ${FLOOR.join('.')} or newer and this is ${process.version}`)
} else if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  // Nothing is loaded to say this.
  console.log(require('../package.json').version)
} else {
  start()
}

/** In the repository the sources run as they are; a package that was published has only what they were compiled to. */
function start() {
  const sources = path.join(__dirname, '..', 'src', 'main.ts')
  const isRepository = existsSync(sources)
  const options = process.execArgv.concat((process.env.NODE_OPTIONS || '').split(' ')).join(' ')
  if (isRepository && !/(-C|--conditions)[ =]?@certman\/source/.test(options)) {
    refuse('the sources run unbuilt, under a condition of their own: npm run certman -- …')
    return
  }
  require('module').enableCompileCache()
  const main = isRepository ? sources : path.join(__dirname, '..', 'dist', 'main.js')
  import(pathToFileURL(main).href).catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}

function refuse(sentence) {
  console.error(`Error: ${sentence}`)
  process.exitCode = 1
}
