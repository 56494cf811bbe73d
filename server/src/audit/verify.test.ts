import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import {
  chainStart,
  encodeAuditEvent,
  linkAuditEvent,
  type AuditPlace,
} from '../pki/audit-chain.ts'
import { openStore } from '../store/open.ts'
import type { AuditRow } from '../store/audit/audit-log-store.ts'
import type { Store } from '../store/store.ts'
import { refusedAttempt } from './_events.ts'
import { verifyAudit, type AuditVerification } from './verify.ts'

const OLD_KEY = randomBytes(32)
const NEW_KEY = randomBytes(32)
const KEYS = new Map([
  ['old', OLD_KEY],
  ['new', NEW_KEY],
])

interface Chain {
  readonly chain: string
  rows: AuditRow[]
  length: number
  headMac: Uint8Array
  after: AuditPlace | null
}

/** A chain whose second half was written under another key, as after a rotation. */
function chainOf(chain: string, length: number, after: AuditPlace | null = null): Chain {
  const rows: AuditRow[] = []
  let previous = chainStart(length < 2 ? NEW_KEY : OLD_KEY, chain, after)
  for (let position = 1; position <= length; position += 1) {
    const keyId = position <= length / 2 ? 'old' : 'new'
    const encoded = encodeAuditEvent(refusedAttempt({ subject: `${position}` }))
    const key = keyId === 'old' ? OLD_KEY : NEW_KEY
    const mac = linkAuditEvent(key, { chain, position, previous, encoded })
    rows.push({ chain, position, keyId, encoded, mac })
    previous = mac
  }
  return { chain, rows, length, headMac: previous, after }
}

function verify(...chains: Chain[]): Promise<AuditVerification> {
  const auditLog = {
    chains: async () => chains,
    rows: async (chain: string, position: number, limit: number) => {
      const rows = chains.find((candidate) => candidate.chain === chain)?.rows ?? []
      return rows.filter((row) => row.position >= position).slice(0, limit)
    },
  }
  return verifyAudit(auditLog, KEYS, { pageSize: 4 })
}

/** The row at a position, to be changed. */
function at(chain: Chain, position: number): AuditRow {
  const row = chain.rows[position - 1]
  if (!row) throw new Error(`no row ${position}`)
  return row
}

test('chains that nobody touched verify, whatever their length and number', async () => {
  expect(await verify()).toEqual({ chains: 0, events: 0, broken: [] })
  const chains = [0, 1, 3, 4, 5, 8, 23].map((length) => chainOf(`chain-${length}`, length))
  expect(await verify(...chains)).toEqual({ chains: 7, events: 44, broken: [] })
})

describe('the first broken row is named', () => {
  test.each<[string, (chain: Chain) => void, number, string]>([
    [
      'an event changed',
      (c) => (c.rows[4] = { ...at(c, 5), encoded: at(c, 5).encoded.replace('unknown', 'missing') }),
      5,
      'MAC does not match',
    ],
    [
      'a MAC changed',
      (c) => (c.rows[4] = { ...at(c, 5), mac: randomBytes(32) }),
      5,
      'MAC does not match',
    ],
    [
      'a MAC cut short',
      (c) => (c.rows[4] = { ...at(c, 5), mac: at(c, 5).mac.slice(0, 31) }),
      5,
      'MAC does not match',
    ],
    [
      'the first event removed',
      (c) => void c.rows.shift(),
      1,
      'event 1 is missing; the next one is 2',
    ],
    [
      'an event in the middle removed',
      (c) => void c.rows.splice(4, 1),
      5,
      'event 5 is missing; the next one is 6',
    ],
    [
      'an event removed and the rest renumbered',
      (c) =>
        (c.rows = [
          ...c.rows.slice(0, 4),
          ...c.rows.slice(5).map((row) => ({ ...row, position: row.position - 1 })),
        ]),
      5,
      'MAC does not match',
    ],
    [
      'two events exchanged',
      (c) =>
        ([c.rows[4], c.rows[5]] = [
          { ...at(c, 6), position: 5 },
          { ...at(c, 5), position: 6 },
        ]),
      5,
      'MAC does not match',
    ],
    ['the last event removed', (c) => void c.rows.pop(), 10, 'the chain ends after 9 of 10 events'],
    ['all events removed', (c) => (c.rows = []), 1, 'the chain ends after 0 of 10 events'],
    [
      'a head that is not the last MAC',
      (c) => (c.headMac = randomBytes(32)),
      10,
      'head of the chain',
    ],
    [
      'a head set back over rows that are still there',
      (c) => Object.assign(c, { length: 8, headMac: at(c, 8).mac }),
      9,
      'beyond its length of 8',
    ],
    [
      'a key that is not known',
      (c) => (c.rows[4] = { ...at(c, 5), keyId: 'other' }),
      5,
      'audit key other is not known',
    ],
    [
      'the wrong key named',
      (c) => (c.rows[4] = { ...at(c, 5), keyId: 'new' }),
      5,
      'MAC does not match',
    ],
    [
      'a row of another chain',
      (c) => (c.rows[4] = at(chainOf('other', 10), 5)),
      5,
      'MAC does not match',
    ],
  ])('%s', async (_, tamper, position, reason) => {
    const chain = chainOf('tampered', 10)
    tamper(chain)
    const { broken, events } = await verify(chainOf('whole', 3), chain)
    expect(broken).toEqual([
      { chain: 'tampered', position, reason: expect.stringContaining(reason) },
    ])
    expect(events).toBeGreaterThanOrEqual(3)
  })

  test('one per chain that is broken', async () => {
    const [one, other] = [chainOf('one', 5), chainOf('other', 5)]
    one.rows.pop()
    other.rows.shift()
    expect((await verify(one, chainOf('whole', 5), other)).broken).toMatchObject([
      { chain: 'one', position: 5 },
      { chain: 'other', position: 1 },
    ])
  })
})

describe('a chain names the event of another one after which it was begun', () => {
  /** Three chains, one after another: the second was begun after the fourth event of the first, which went on. */
  function three(): readonly [Chain, Chain, Chain] {
    const first = chainOf('first', 6)
    const second = chainOf('second', 3, at(first, 4))
    return [first, second, chainOf('third', 1, at(second, 3))]
  }

  test('untouched, they verify', async () => {
    expect(await verify(...three())).toEqual({ chains: 3, events: 10, broken: [] })
  })

  test('the removal of a whole chain shows', async () => {
    const [first, , third] = three()
    expect((await verify(first, third)).broken).toEqual([
      { chain: 'second', position: 1, reason: expect.stringContaining('whole chain is missing') },
    ])
  })

  test('so does one cut short together with its head', async () => {
    const [first, second, third] = three()
    first.rows.splice(2)
    Object.assign(first, { length: 2, headMac: at(first, 2).mac })
    expect((await verify(first, second, third)).broken).toEqual([
      { chain: 'first', position: 4, reason: expect.stringContaining('chain second was begun') },
    ])
  })

  test('one that is broken anyway is named once', async () => {
    const [first, second, third] = three()
    first.rows.splice(2)
    expect((await verify(first, second, third)).broken).toMatchObject([
      { chain: 'first', position: 3 },
    ])
  })

  test('nobody without the key makes a chain follow another event, or none', async () => {
    const [first, second, third] = three()
    for (const after of [null, at(first, 5)]) {
      expect((await verify(first, { ...second, after }, third)).broken).toMatchObject([
        { chain: 'second', position: 1, reason: expect.stringContaining('MAC') },
      ])
    }
  })
})

test('what is appended while it runs is no break', async () => {
  const chain = chainOf('growing', 6)
  const grown = chainOf('growing', 6)
  const more = encodeAuditEvent(refusedAttempt({ subject: '7' }))
  const mac = linkAuditEvent(NEW_KEY, {
    chain: 'growing',
    position: 7,
    previous: grown.headMac,
    encoded: more,
  })
  grown.rows.push({ chain: 'growing', position: 7, keyId: 'new', encoded: more, mac })
  let reads = 0
  const auditLog = {
    chains: async () => ((reads += 1) === 1 ? [chain] : [{ ...grown, length: 7, headMac: mac }]),
    rows: async (_: string, position: number, limit: number) =>
      grown.rows.slice(position - 1, position - 1 + limit),
  }
  expect(await verifyAudit(auditLog, KEYS)).toEqual({ chains: 1, events: 7, broken: [] })
})

test('progress is told page by page', async () => {
  const seen: string[] = []
  const chain = chainOf('long', 9)
  await verifyAudit(
    {
      chains: async () => [chain],
      rows: async (_, position, limit) => chain.rows.slice(position - 1, position - 1 + limit),
    },
    KEYS,
    { pageSize: 4, onProgress: ({ position, length }) => seen.push(`${position}/${length}`) },
  )
  expect(seen).toEqual(['4/9', '8/9', '9/9', '9/9'])
})

describe('over the real store', () => {
  const open = (directory: string, keyId: string, key: Uint8Array): Promise<Store> =>
    openStore({
      location: { kind: 'sqlite', directory },
      auditKey: { id: keyId, key },
      now: Date.now,
      role: 'server',
      migrate: true,
    })

  /** Two openings, the second under a new key; events arrive together and one by one. */
  async function written(directory: string): Promise<void> {
    for (const [keyId, key] of KEYS) {
      await using store = await open(directory, keyId, key)
      await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          store.auditLog.append([refusedAttempt({ subject: `${keyId} ${i}` })]),
        ),
      )
      await store.auditLog.append([
        refusedAttempt({ subject: 'two' }),
        refusedAttempt({ subject: 'at once' }),
      ])
    }
  }

  test('what was written verifies, and what somebody changed in the file does not', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'certman-audit-'))
    try {
      await written(directory)
      {
        await using store = await open(directory, 'new', NEW_KEY)
        const { broken, events } = await verifyAudit(store.auditLog, KEYS, { pageSize: 7 })
        expect(broken).toEqual([])
        expect(events).toBe(104)
      }
      using file = new DatabaseSync(join(directory, 'certman.db'))
      expect(() => file.exec("update audit_events set encoded = ''")).toThrow('only ever added')
      file.exec('drop trigger audit_events_no_update')
      file.exec(
        "update audit_events set encoded = replace(encoded, 'unknown', 'missing') where seq = 70",
      )
      const row = file.prepare('select chain, position from audit_events where seq = 70').get()
      await using store = await open(directory, 'new', NEW_KEY)
      const { broken } = await verifyAudit(store.auditLog, KEYS)
      expect(broken).toEqual([{ ...row, reason: expect.stringContaining('MAC does not match') }])
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })

  test('an opening whose events are all gone, with their chain, is missed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'certman-audit-'))
    try {
      await written(directory)
      using file = new DatabaseSync(join(directory, 'certman.db'))
      file.exec('pragma foreign_keys = off; drop trigger audit_events_no_delete')
      const { chain } = file.prepare('select chain from audit_events where seq = 1').get() ?? {}
      for (const table of ['audit_events', 'audit_chains'])
        file.prepare(`delete from ${table} where chain = ?`).run(chain ?? null)
      await using store = await open(directory, 'new', NEW_KEY)
      const { broken, events } = await verifyAudit(store.auditLog, KEYS)
      expect(events).toBe(52)
      expect(broken).toEqual([
        { chain, position: 1, reason: expect.stringContaining('whole chain is missing') },
      ])
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})
