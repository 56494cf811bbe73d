import { processTerminal } from './console.ts'
import { run } from './run.ts'

// Set rather than called: what was written to a pipe is still on its way.
process.exitCode = await run(process.argv.slice(2), processTerminal())
