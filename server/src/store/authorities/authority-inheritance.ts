import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Inheritance } from './authority-requests-store.ts'
import { statement, type Connection } from '../connection.ts'
import type { Transaction } from '../transaction.ts'

const PUT_ISSUERS =
  statement(`insert into authority_issuers (authority_id, certificates) values (?, ?)
  on conflict (authority_id) do update set certificates = excluded.certificates`)
const ISSUERS = statement('select certificates from authority_issuers where authority_id = ?')
const RAISE_NUMBER = statement(
  'update revocation_lists set wanted_number = ? where authority_id = ? and wanted_number < ?',
)
// An intent that is revoked: no certificate of ours, but lists and OCSP tell of it until the CA ends.
const ADD_REVOKED = statement(`insert into certificates
    (id, authority_id, serial_number, common_name, search_name, subject_has_common_name, san_dns,
     san_ip, key_algorithm, key_hash, not_before, not_after, validity_days, created_at, shard,
     revoked_at, revocation_reason, revocation_number)
  values (?, ?, ?, '', '', 0, '[]', '[]', '', ?, ?, ?, 0, ?, 0, ?, ?, ?) on conflict do nothing`)
const NO_KEY_HASH = new Uint8Array()

/** What a CA brings along from where it was at work before. */
export async function inherit(
  transaction: Transaction,
  { id, validity, createdAt }: CertificateAuthority,
  { issuers, listNumber, revoked }: Inheritance,
): Promise<void> {
  await putIssuers(transaction, id, issuers)
  await transaction.run(RAISE_NUMBER, listNumber, id, listNumber)
  for (const { id: certificateId, serialNumber, revokedAt, reason } of revoked) {
    await transaction.run(
      ADD_REVOKED,
      certificateId,
      id,
      serialNumber,
      NO_KEY_HASH,
      validity.notBefore,
      validity.notAfter,
      createdAt,
      revokedAt,
      reason,
      listNumber,
    )
  }
}

export async function putIssuers(
  transaction: Transaction,
  authorityId: Uuid,
  issuers: readonly Uint8Array[],
): Promise<void> {
  if (issuers.length === 0) return
  await transaction.run(PUT_ISSUERS, authorityId, new Uint8Array(Buffer.concat(issuers)))
}

export async function issuersOf(
  connection: Connection,
  { authorityId }: { readonly authorityId: Uuid },
): Promise<readonly Uint8Array[]> {
  const row = await connection.get<{ certificates: Uint8Array }>(ISSUERS, authorityId)
  return row === undefined ? [] : [...eachElement(row.certificates)]
}

/** DER elements that were written one after the other: each says how long it is (X.690 §8.1.3). */
function* eachElement(octets: Uint8Array): Generator<Uint8Array> {
  let at = 0
  while (at < octets.length) {
    const first = octets[at + 1] ?? 0
    const lengthOctets = first < 0x80 ? 0 : first & 0x7f
    let length = first < 0x80 ? first : 0
    for (let i = 0; i < lengthOctets; i++) length = length * 256 + (octets[at + 2 + i] ?? 0)
    const end = at + 2 + lengthOctets + length
    if (end > octets.length) throw new Error('the certificates above a CA are cut off')
    yield octets.slice(at, end)
    at = end
  }
}
