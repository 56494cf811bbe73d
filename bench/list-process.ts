import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid } from '../server/src/pki/identifier.ts'
import { openRevoking } from './revoking-instance.ts'

export interface ListTask {
  readonly settings: Readonly<Record<string, string>>
  readonly authorityId: Uuid
  readonly resigned: number
}

export interface ListCost {
  /** Milliseconds from "due" to "published". */
  readonly first: number
  /** The most that was resident meanwhile, above what was before, megabytes. */
  readonly megabytes: number
  /** Octets of the list. */
  readonly size: number
  /** Milliseconds of each list after one more revocation. */
  readonly resigned: readonly number[]
}

/** Publishes a long list, in a process of its own so that its memory can be told from others'. */
process.once('message', (task: ListTask) => {
  void measure(task).then((cost) => process.send?.(cost))
})
process.once('disconnect', () => process.exit())

async function measure({ settings, authorityId, resigned }: ListTask): Promise<ListCost> {
  await using revoking = await openRevoking(settings, authorityId)
  const { revocationLists } = revoking.instance.store
  const ids = await revoking.issue(resigned)
  // A server asks every second what is due: its reading thread is there.
  await revocationLists.due(0, 1)
  await pause(500)
  // proc_pid_clear_refs(5): the peak starts again from what is resident now.
  writeFileSync('/proc/self/clear_refs', '5')
  const before = peakMegabytes()
  const first = await timePublishing(revoking)
  const megabytes = peakMegabytes() - before
  const size = (await revocationLists.published(authorityId, 0))?.der.length ?? 0
  const again: number[] = []
  for (const id of ids) {
    await revoking.revoke(id)
    again.push(await timePublishing(revoking))
  }
  return { first, megabytes, size, resigned: again }
}

async function timePublishing(revoking: { publish(): Promise<number> }): Promise<number> {
  const started = performance.now()
  const published = await revoking.publish()
  if (published !== 1) throw new Error(`${published} lists were published`)
  return performance.now() - started
}

function peakMegabytes(): number {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(found?.[1]) / 1024
}
