import { once } from 'node:events'
import { Problem } from '../pki/problem.ts'
import type { Uuid } from '../pki/identifier.ts'
import { addWorld, AUDIT_KEY, issue } from './_fixtures.ts'
import { openStore, type StoreOptions } from './open.ts'
import type { Store } from './store.ts'

// A process of its own, whose parent limits how large its files may grow: says what it meets and waits for a line.
const directory = process.argv[2] ?? ''
const options: StoreOptions = {
  location: { kind: 'sqlite', directory },
  auditKey: AUDIT_KEY,
  now: Date.now,
  role: 'server',
  migrate: true,
}
// The kernel's own signal for the limit; with it ignored, the write fails instead.
process.on('SIGXFSZ', () => {})

async function say(line: string): Promise<void> {
  process.stdout.write(`${line}\n`)
  await once(process.stdin, 'data')
}

async function missing(store: Store): Promise<number> {
  let count = 0
  for (const id of issued) if (!(await store.certificates.get(id))) count++
  return count
}

const issued: Uuid[] = []
{
  await using store = await openStore(options)
  const world = await addWorld(store)
  await say('open')
  let refusal: unknown
  while (refusal === undefined) {
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, async () => issue(store, world)),
    )
    for (const one of settled) {
      if (one.status === 'fulfilled') issued.push(one.value.id)
      else refusal = one.reason
    }
  }
  const problem = refusal instanceof Problem ? refusal : undefined
  await say(
    `full ${problem?.code} retry ${problem?.retryAfterSeconds}, after ${issued.length} certificates`,
  )
  await say(`missing ${await missing(store)}`)
  const again = await Promise.all(Array.from({ length: 20 }, async () => issue(store, world)))
  issued.push(...again.map((intent) => intent.id))
  await say(`issued again ${again.length}`)
}
{
  await using store = await openStore(options)
  await say(`missing after reopening ${await missing(store)}`)
}
process.stdin.destroy()
