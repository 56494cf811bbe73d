import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../tools/run.ts'
import { alternate } from './measure.ts'
import type { Figure } from './table.ts'

const CERTMAN = join(ROOT, 'cli', 'bin', 'certman.js')
const NOTHING = 'node -e 0'

/** What it takes to start the command line, against starting Node for nothing: wall clock. */
export async function measureCommandLine(rounds: number): Promise<Figure[]> {
  const subjects = {
    [NOTHING]: () => run(['-e', '0']),
    'certman --version': () => run([CERTMAN, '--version']),
    'certman --help, unbuilt': () => run([CERTMAN, '--help']),
  }
  const measured = await alternate(subjects, rounds)
  const floor = { name: NOTHING, value: measured.median(NOTHING) }
  const figure = (subject: keyof typeof subjects): Figure => ({
    subject,
    value: measured.median(subject),
    unit: 'ms',
    floor: { ...floor, ratio: measured.ratio(subject, NOTHING) },
  })
  return [{ ...figure('certman --version'), target: 1.5 }, figure('certman --help, unbuilt')]
}

function run(words: readonly string[]): number {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, ['-C', '@certman/source', ...words])
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`)
  return performance.now() - started
}
