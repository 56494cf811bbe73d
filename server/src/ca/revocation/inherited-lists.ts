import {
  decodePem,
  parseRevocationList,
  serialNumberToHex,
  verifyRevocationList,
  X509Error,
  type Certificate,
  type CrlReason,
  type RevocationList,
} from '@certman/x509'
import { Problem } from '../../pki/problem.ts'
import { REVOCATION_REASON_NAMES, type RevocationReason } from '../../pki/revocation.ts'
import type {
  Inheritance,
  InheritedRevocation,
} from '../../store/authorities/authority-requests-store.ts'
import type { CaDependencies } from '../dependencies.ts'

/** What a CA published before it came here. */
export interface FormerLists {
  /** Its last revocation list, DER or PEM. */
  readonly list?: Uint8Array | undefined
  /** The number of its last list, where the list itself is not at hand. */
  readonly number?: number | undefined
}

/**
 * Numbers go on above the last one (RFC 5280 §5.2.3), and what was revoked stays revoked.
 * @throws Problem `invalidRequest` for a list that is not this CA's
 */
export function inheritedFrom(
  deps: Pick<CaDependencies, 'verify' | 'newId'>,
  certificate: Certificate,
  former: FormerLists | undefined,
): Omit<Inheritance, 'issuers'> {
  const list = former?.list && understood(former.list)
  if (list === undefined) return { listNumber: former?.number ?? 0, revoked: [] }
  if (!verifyRevocationList(list, certificate, deps.verify))
    throw refused('the revocation list is not one that this CA signed; bring its own last list')
  const listNumber = Math.max(numberOf(list), former?.number ?? 0)
  return { listNumber, revoked: revocationsOf(list, deps) }
}

function numberOf({ number = 0n }: RevocationList): number {
  if (number <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(number)
  throw refused(
    `the number of the revocation list is ${number}, above ${Number.MAX_SAFE_INTEGER}, the highest that this server can go on from`,
  )
}

function revocationsOf(
  list: RevocationList,
  { newId }: Pick<CaDependencies, 'newId'>,
): readonly InheritedRevocation[] {
  try {
    return Array.from(list.entries, ({ serialNumber, revokedAt, reason }) => ({
      id: newId(),
      serialNumber: serialNumberToHex(serialNumber),
      revokedAt: revokedAt.getTime(),
      reason: ourReason(reason),
    }))
  } catch (error) {
    if (error instanceof X509Error) throw unreadable(error)
    throw error
  }
}

/** Two reasons belong to delta lists and attribute certificates; what has one of them is revoked all the same. */
function ourReason(reason: CrlReason): RevocationReason {
  return REVOCATION_REASON_NAMES.find((ours) => ours === reason) ?? 'unspecified'
}

function understood(octets: Uint8Array): RevocationList {
  try {
    const text = new TextDecoder('latin1').decode(octets)
    const block = text.includes('-----BEGIN ') ? decodePem(text)[0] : { der: octets }
    return parseRevocationList(block?.der ?? octets)
  } catch (error) {
    if (error instanceof X509Error) throw unreadable(error)
    throw error
  }
}

const unreadable = (cause: X509Error): Problem =>
  refused(`the revocation list cannot be read: ${cause.message}`, cause)

function refused(sentence: string, cause?: unknown): Problem {
  return new Problem('invalidRequest', sentence, { field: 'crl', cause })
}
