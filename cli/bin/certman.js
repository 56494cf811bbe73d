#!/usr/bin/env node
// Plain JavaScript that every Node since 14 can run, so that a Node that is too old hears a sentence and no syntax error.
import { existsSync, readFileSync } from 'fs'
import module from 'module'

const FLOOR = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)
const words = process.argv.slice(2)

if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  console.error(
    `Error: certman needs Node ${FLOOR.join('.')} or newer and this is ${process.version}`,
  )
  process.exitCode = 1
} else if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  // Nothing is loaded to say this.
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
} else {
  module.enableCompileCache()
  // In the repository the sources run as they are; a package that was published has only what they were compiled to.
  const sources = new URL('../src/main.ts', import.meta.url)
  import(existsSync(sources) ? sources.href : '../dist/main.js').catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
}
