import {
  encodeRevokedCertificate,
  serialNumberFromHex,
  serialNumberToHex,
  walkEntries,
} from '@certman/x509'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REVOCATION_REASONS, type RevocationReason } from '../../pki/revocation.ts'
import type { RevocationChanges } from '../../store/revocation/relying-parties.ts'
import { keptRuns, revokedEntries, slotsOf } from './list-entries.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')

interface Change {
  readonly serial: string
  readonly reason: RevocationReason | 'released'
}

function columns(changes: readonly Change[]): RevocationChanges {
  const serialNumbers = new Uint8Array(changes.length * 20)
  for (const [index, { serial }] of changes.entries()) {
    const octets = serialNumberFromHex(serial)
    serialNumbers.set(octets, index * 20 + 20 - octets.length)
  }
  return {
    count: changes.length,
    serialNumbers,
    revokedAt: Float64Array.from(changes, ({ reason }) =>
      reason === 'released' ? Number.NaN : NOW,
    ),
    reasons: Uint8Array.from(changes, ({ reason }) =>
      reason === 'released' ? 0 : REVOCATION_REASONS[reason],
    ),
    next: undefined,
  }
}

function serialsOf(pieces: readonly Uint8Array[]): string[] {
  const entries = Buffer.concat(pieces)
  const found: string[] = []
  walkEntries(entries, (_entry, serial, serialEnd) => {
    found.push(
      serialNumberToHex(serialNumberFromHex(entries.subarray(serial, serialEnd).toString('hex'))),
    )
    return true
  })
  return found.toSorted()
}

const NOTHING = new Uint8Array()

function nextEntries(
  before: Uint8Array,
  pages: readonly RevocationChanges[],
  lapsed: Uint8Array,
): readonly Uint8Array[] {
  return [...keptRuns(before, [...pages.map(slotsOf), lapsed]), ...pages.map(revokedEntries)]
}

describe('the entries of the next list', () => {
  it('are those before, as octets, and the new ones', () => {
    const before = Buffer.concat(
      nextEntries(NOTHING, [columns([{ serial: '0A', reason: 'keyCompromise' }])], NOTHING),
    )
    const [kept, added] = nextEntries(
      before,
      [columns([{ serial: '0B', reason: 'unspecified' }])],
      NOTHING,
    )
    expect(kept?.buffer).toBe(before.buffer)
    expect(added).toEqual(
      encodeRevokedCertificate({
        serialNumber: serialNumberFromHex('0B'),
        revokedAt: new Date(NOW),
        reason: 'unspecified',
      }),
    )
  })

  it('replace an entry whose reason changed, and drop what was released or has lapsed', () => {
    const before = Buffer.concat(
      nextEntries(
        NOTHING,
        [
          columns(
            ['0A', '0B', '0C', '0D'].map((serial) => ({
              serial,
              reason: 'certificateHold' as const,
            })),
          ),
        ],
        NOTHING,
      ),
    )
    const lapsed = columns([{ serial: '0D', reason: 'released' }]).serialNumbers
    const after = nextEntries(
      before,
      [
        columns([
          { serial: '0A', reason: 'released' },
          { serial: '0B', reason: 'keyCompromise' },
        ]),
      ],
      lapsed,
    )
    expect(serialsOf(after)).toEqual(['0B', '0C'])
  })

  it('are octet for octet as the codec writes one alone', () => {
    const serials = ['01', '7F', '80', 'FF00', '0123456789ABCDEF', `7${'F'.repeat(39)}`]
    const times = [
      NOW,
      NOW + 999,
      Date.parse('2049-12-31T23:59:59Z'),
      Date.parse('2050-01-01T00:00:00Z'),
    ]
    for (const serial of serials) {
      for (const time of times) {
        for (const reason of ['unspecified', 'keyCompromise', 'privilegeWithdrawn'] as const) {
          const page = columns([{ serial, reason }])
          page.revokedAt.fill(time)
          expect(nextEntries(NOTHING, [page], NOTHING)).toEqual([
            encodeRevokedCertificate({
              serialNumber: serialNumberFromHex(serial),
              revokedAt: new Date(Math.floor(time / 1000) * 1000),
              reason,
            }),
          ])
        }
      }
    }
  })

  it('tell serial numbers apart that end alike', () => {
    const [kept, changed] = ['01AABBCCDDEEFF', '02AABBCCDDEEFF']
    const both = columns(
      [kept, changed].map((serial) => ({ serial, reason: 'superseded' as const })),
    )
    const before = Buffer.concat(nextEntries(NOTHING, [both], NOTHING))
    const after = nextEntries(before, [columns([{ serial: changed, reason: 'released' }])], NOTHING)
    expect(serialsOf(after)).toEqual([kept])
  })

  it('equal those of a set, whatever happens in whatever order', () => {
    const serial = fc
      .integer({ min: 1, max: 40 })
      .map((n) => n.toString(16).padStart(2, '0').toUpperCase())
    const change = fc.record({
      serial,
      reason: fc.constantFrom<Change['reason']>(
        'released',
        'keyCompromise',
        'certificateHold',
        'unspecified',
      ),
    })
    const round = fc.uniqueArray(change, { maxLength: 20, selector: ({ serial: name }) => name })
    fc.assert(
      fc.property(fc.array(round, { maxLength: 8 }), (rounds) => {
        const expected = new Set<string>()
        let entries: Uint8Array = NOTHING
        for (const round of rounds) {
          for (const { serial: name, reason } of round) {
            if (reason === 'released') expected.delete(name)
            else expected.add(name)
          }
          entries = Buffer.concat(nextEntries(entries, [columns(round)], NOTHING))
        }
        expect(serialsOf([entries])).toEqual([...expected].toSorted())
      }),
    )
  })
})
