import {
  CRL_REASONS,
  buildLeafTbs,
  buildResponderTbs,
  buildRevocationListTbs,
  encodeRevokedCertificate,
  lintRevocationListTbs,
  lintTbs,
  nameFrom,
  parseCertificate,
  signCertificate,
  signRevocationList,
} from '@certman/x509'
import type { Certificate, RevocationListParameters, RevokedCertificate } from '@certman/x509'
import { KEY_KINDS, JUDGED_AT, hash, makeAuthority, makeKey, serialNumber } from './x509-matrix.ts'
import type { Authority, Key, KeyKind } from './x509-matrix.ts'

const second = (ms: number): Date => new Date(1000 * Math.floor(ms / 1000))

/** A minute ago: judges compare with their own clocks. */
export const THIS_UPDATE = second(JUDGED_AT.getTime() - 60_000)
export const NEXT_UPDATE = second(JUDGED_AT.getTime() + 3_600_000)
const HOUR_BEFORE = second(JUDGED_AT.getTime() - 3_600_000)

export interface JudgedList {
  readonly label: string
  readonly der: Uint8Array
  readonly number: bigint
  readonly entries: readonly RevokedCertificate[]
}

/** One authority of a kind, what it revoked, its lists and its responder. */
export interface Revoking {
  readonly kind: KeyKind
  readonly authority: Authority
  readonly good: Certificate
  readonly revoked: Certificate
  /** The full list, an empty one, a partition, and lists of other forms. */
  readonly lists: readonly JudgedList[]
  readonly responder: Certificate
  readonly responderKey: Key
}

export function makeRevocations(): Promise<readonly Revoking[]> {
  return Promise.all(KEY_KINDS.map(makeRevoking))
}

async function makeRevoking(kind: KeyKind): Promise<Revoking> {
  const authority = await makeAuthority(null, kind, `Revoking by ${kind}`, null)
  const [good, revoked] = await Promise.all([makeLeaf(authority, 1), makeLeaf(authority, 2)])
  const entries = makeEntries(revoked)
  const list = (
    label: string,
    number: bigint,
    revokedOnes: readonly RevokedCertificate[],
    changes: Partial<RevocationListParameters> = {},
  ): Promise<JudgedList> => makeList(authority, { label, number, entries: revokedOnes }, changes)
  const lists = await Promise.all([
    list('full', 1_794_000_000_000n, entries),
    list('empty', 0n, []),
    list('partition', 2n ** 159n - 1n, entries.slice(0, 1), {
      distributionPoint: {
        urls: ['http://pki.example/crl/5f9a/3.crl'],
        onlyContainsUserCerts: true,
      },
    }),
    list('until 2050', 255n, entries, { nextUpdate: new Date('2050-01-01T00:00:00Z') }),
  ])
  const responderKey = makeKey('P-256')
  const tbs = buildResponderTbs(
    authority.certificate,
    {
      ...period(3),
      subject: nameFrom({ commonName: `Responder of ${kind}` }),
      publicKey: responderKey.publicKey,
    },
    hash,
  )
  const responder = parseCertificate(
    await signCertificate(lintTbs(tbs, authority, 'responder'), authority.key),
  )
  return { kind, authority, good, revoked, lists, responder, responderKey }
}

/** Every reason, with and without an invalidity date, of this century and the last; the first is the leaf. */
function makeEntries({ serialNumber: first }: Certificate): RevokedCertificate[] {
  const entries: RevokedCertificate[] = [
    { serialNumber: first, revokedAt: HOUR_BEFORE, reason: 'keyCompromise' },
  ]
  for (const reason of CRL_REASONS) {
    // Only in delta lists (RFC 5280 §5.3.1).
    if (reason === 'removeFromCRL') continue
    const index = entries.length
    entries.push(
      { serialNumber: serialNumber(index), revokedAt: HOUR_BEFORE, reason },
      {
        serialNumber: serialNumber(index + 1),
        revokedAt: new Date('1999-12-31T23:59:59Z'),
        reason,
        invalidityDate: new Date('1996-02-29T01:02:03Z'),
      },
    )
  }
  return entries
}

async function makeList(
  { certificate, key }: Authority,
  list: Omit<JudgedList, 'der'>,
  changes: Partial<RevocationListParameters>,
): Promise<JudgedList> {
  const tbs = buildRevocationListTbs({
    issuer: certificate,
    thisUpdate: THIS_UPDATE,
    nextUpdate: NEXT_UPDATE,
    number: list.number,
    entries: list.entries.map(encodeRevokedCertificate),
    ...changes,
  })
  return { ...list, der: await signRevocationList(lintRevocationListTbs(tbs, certificate), key) }
}

async function makeLeaf(authority: Authority, index: number): Promise<Certificate> {
  const commonName = `leaf-${index}.example`
  const tbs = buildLeafTbs(
    authority.template,
    {
      ...period(index),
      subject: nameFrom({ commonName }),
      publicKey: makeKey('P-256').publicKey,
      subjectAltNames: [{ type: 'dns', value: commonName }],
    },
    hash,
  )
  return parseCertificate(await signCertificate(lintTbs(tbs, authority, 'leaf'), authority.key))
}

function period(index: number) {
  return {
    serialNumber: serialNumber(index),
    notBefore: HOUR_BEFORE,
    notAfter: second(JUDGED_AT.getTime() + 7 * 86_400_000),
  }
}
