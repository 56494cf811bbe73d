import {
  buildOcspRequest,
  certIdFor,
  parseCertificate,
  parseOcspResponse,
  verifyOcspResponse,
  type Hash,
  type OcspFailure,
  type Verify,
} from '@certman/x509'
import type { RandomBytes } from '../pki/clock.ts'
import { newSerialNumber } from '../pki/serial-number.ts'
import type { Observation } from './check-list.ts'
import { faultOfAge, reasonOf, type ProbeFaultKind } from './fault.ts'
import type { Fetched } from './fetch.ts'
import type { Target } from './target.ts'

const NONCE_OCTETS = 16

const KINDS = {
  notSuccessful: 'refused',
  unknownResponder: 'badSignature',
  unauthorizedResponder: 'badSignature',
  responderExpired: 'expired',
  badSignature: 'badSignature',
  nonce: 'wrongAnswer',
  otherIssuer: 'wrongAnswer',
  notYetValid: 'notYetValid',
  expired: 'expired',
} as const satisfies Record<OcspFailure, ProbeFaultKind>

export interface OcspQuestion {
  /** DER. */
  readonly request: Uint8Array
  readonly nonce: Uint8Array
}

/**
 * Asks about a serial number that was never issued, with a nonce: so the answer is signed for us now, out of no memory on the
 * way, and must not be "good".
 */
export function askOcsp(
  { certificate }: Pick<Target, 'certificate'>,
  { hash, random }: { readonly hash: Hash; readonly random: RandomBytes },
): OcspQuestion {
  const issuer = parseCertificate(certificate)
  const certId = certIdFor({ serialNumber: newSerialNumber(random) }, issuer, 'SHA-256', hash)
  const nonce = random(NONCE_OCTETS)
  return { request: buildOcspRequest({ certIds: [certId], nonce }), nonce }
}

/** Judges an OCSP answer and the responder that signed it (RFC 6960 §3.2). */
export function checkOcsp(
  target: Target,
  fetched: Fetched,
  { nonce }: Pick<OcspQuestion, 'nonce'>,
  { hash, verify, now }: { readonly hash: Hash; readonly verify: Verify; readonly now: number },
): Observation {
  const failed = (kind: ProbeFaultKind, detail: string): Observation => ({
    target,
    life: undefined,
    fault: { kind, detail },
  })
  if (fetched.status !== 200) return failed('httpStatus', `it answered ${fetched.status}`)
  try {
    const issuer = parseCertificate(target.certificate)
    const response = parseOcspResponse(fetched.octets)
    const at = new Date(now)
    const verdict = verifyOcspResponse(response, { issuer, at, verify, hash, nonce })
    const responder = response.basic?.certificates[0]
    const life = responder && {
      from: responder.notBefore.getTime(),
      to: responder.notAfter.getTime(),
    }
    const age = life && faultOfAge("the responder's certificate", life, now)
    if (!verdict.ok) {
      const { reason, detail } = verdict
      const isAge = reason === 'responderExpired' && age !== undefined
      return { target, life: undefined, fault: isAge ? age : { kind: KINDS[reason], detail } }
    }
    // RFC 6960 §2.2: "good" is said of nothing that was not issued.
    const said = verdict.responses.map(({ status }) => status.kind).join()
    if (said !== 'unknown')
      return failed('wrongAnswer', `it called a certificate that was never issued ${said}`)
    return { target, life, fault: age }
  } catch (error) {
    return failed('malformed', reasonOf(error))
  }
}
