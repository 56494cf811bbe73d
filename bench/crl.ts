import { fork } from 'node:child_process'
import { runCommand } from '../test/_kit/command-line.ts'
import type { ListCost, ListTask } from './list-process.ts'
import { ask } from './load-process.ts'
import { alternate, quantile } from './measure.ts'
import { makeRevoking, type RevokingInstance } from './revoking-instance.ts'
import type { Figure } from './table.ts'

const MANY = 1_000_000
const FEW = 1_000
const BULK = 100_000
const RESIGNED = 7
const REVOCATIONS = 40

/** Lists of a million entries, one more revocation beside them, and a hundred thousand at once; durable SQLite. */
export async function measureCrl(rounds: number): Promise<readonly Figure[]> {
  return [...(await measureLongList()), await measureOneMore(rounds), await measureBulk()]
}

async function measureLongList(): Promise<readonly Figure[]> {
  const made = await makeRevoking({ count: MANY, revoked: true })
  await using directory = made
  // The child holds the directory now, as a server does.
  await made.instance[Symbol.asyncDispose]()
  const child = fork(new URL('./list-process.ts', import.meta.url))
  const { settings, authorityId } = directory
  const task: ListTask = { settings, authorityId, resigned: RESIGNED }
  const { first, megabytes, size, resigned } = await ask<ListCost>(child, task)
  child.disconnect()
  const ms = { unit: 'ms' }
  return [
    {
      ...ms,
      subject: '1,000,000 entries: read, build, lint, sign, verify, publish',
      value: first,
      target: 2000,
      note: `${(size / 1e6).toFixed(1)} MB`,
    },
    { subject: 'memory above the baseline meanwhile', value: megabytes, unit: 'MB', target: 400 },
    {
      ...ms,
      subject: 'the same list after one more revocation',
      value: quantile(resigned, 0.5),
      target: 300,
      note: `median of ${RESIGNED}; the slowest ${Math.max(...resigned).toFixed(0)} ms`,
    },
  ]
}

async function measureOneMore(rounds: number): Promise<Figure> {
  await using few = await makeRevoking({ count: FEW, revoked: true })
  await using many = await makeRevoking({ count: MANY, revoked: true })
  const each = (revoking: RevokingInstance) => async (): Promise<number> => {
    const ids = await revoking.issue(REVOCATIONS)
    const started = performance.now()
    for (const id of ids) await revoking.revoke(id)
    return ((performance.now() - started) * 1000) / REVOCATIONS
  }
  const subjects = { few: each(few), many: each(many) }
  await alternate(subjects, 2)
  const measured = await alternate(subjects, rounds)
  return {
    subject: 'one revocation after 1,000,000',
    value: measured.median('many'),
    floor: {
      name: 'one after 1,000',
      value: measured.median('few'),
      ratio: measured.ratio('many', 'few'),
    },
    target: 1.5,
  }
}

async function measureBulk(): Promise<Figure> {
  const made = await makeRevoking({ count: BULK, revoked: false })
  await using revoking = made
  const { settings: variables, authorityId } = revoking
  const since = new Date(Date.now() - 86_400_000).toISOString()
  const words = ['cert', 'revoke', '--ca', authorityId, '--since', since, '--yes', '--json']
  const started = performance.now()
  const { code, output, talk } = await runCommand(words, { variables })
  const seconds = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(talk + output)
  return {
    subject: `100,000 at once (cert revoke --ca … --since …), each`,
    value: (seconds * 1e6) / BULK,
    target: 333,
    note: `${(BULK / seconds).toFixed(0)}/s beside a server`,
  }
}
