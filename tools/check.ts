import { run } from './run.ts'

/**
 * `npm run check` says yes or no: everything that a change must pass, all of it even when something fails, with what
 * failed printed in full and one line each at the end.
 */
const NODE = [process.execPath, '-C', '@certman/source']

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  types: ['tsc', '-b'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  format: ['oxfmt', '--check'],
  layers: [...NODE, 'tools/check-layers.ts'],
  'unused code': ['knip'],
  'generated files': [...NODE, 'tools/generate.ts', '--check'],
  tests: ['vitest', 'run'],
}

const verdicts: string[] = []

for (const [name, [command, ...args]] of Object.entries(CHECKS)) {
  if (command === undefined) continue
  const { succeeded, output, milliseconds } = await run(command, args)
  if (!succeeded) {
    console.error(`\n${name}: ${[command, ...args].join(' ')}\n${output}`)
    process.exitCode = 1
  }
  verdicts.push(
    `${succeeded ? 'yes' : 'NO '}  ${name.padEnd(16)} ${(milliseconds / 1000).toFixed(1)} s`,
  )
}

console.log(verdicts.join('\n'))
console.log(process.exitCode === 1 ? 'no' : 'yes')
