import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseConfiguration } from './configuration.ts'
import { runAgent } from './run-agent.ts'

const CA = '660e8400-e29b-41d4-a716-446655440001'
const MINUTE = 60_000

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-run-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const entriesNamed = (...names: readonly string[]) =>
  parseConfiguration(
    {
      entries: names.map((name) => ({
        ca: CA,
        names: [name],
        'out-cert': `${name}.pem`,
        'out-key': `${name}.key`,
      })),
    },
    directory,
  ).entries

describe('runAgent', () => {
  it('tries again after a minute, two, four …, and holds up no other certificate', async () => {
    const stop = new AbortController()
    const attempts = new Map<string, number[]>()
    const said: string[] = []
    let now = 0
    await runAgent(
      entriesNamed('a.example.com', 'b.example.com'),
      {
        now: () => now,
        say: (line) => said.push(line),
        runHook: () => Promise.resolve(),
        issue({ names: [name = ''] }) {
          attempts.set(name, [...(attempts.get(name) ?? []), now / MINUTE])
          return Promise.reject(new Error('the server is away'))
        },
      },
      {
        now: () => now,
        sleep(milliseconds) {
          now += milliseconds
          if (now > 3000 * MINUTE) stop.abort()
          return Promise.resolve()
        },
      },
      { signal: stop.signal, random: () => 0.5 },
    )
    // 2 ** n − 1 minutes, and from six hours on every six hours.
    const expected = [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 871, 1231, 1591, 1951, 2311, 2671]
    expect(attempts.get('a.example.com')).toEqual(expected)
    expect(attempts.get('b.example.com')).toEqual(expected)
    expect(said).toContain(
      'a.example.com: not renewed: the server is away; again 1970-01-01T00:01:00.000Z',
    )
  })

  it('does nothing when it was stopped before it began', async () => {
    const refuse = (): never => {
      throw new Error('it was stopped')
    }
    await runAgent(
      entriesNamed('a.example.com'),
      { now: () => 0, say: refuse, runHook: refuse, issue: refuse },
      { now: () => 0, sleep: refuse },
      { signal: AbortSignal.abort(), random: () => 0.5 },
    )
  })
})
