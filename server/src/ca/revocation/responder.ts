import {
  buildResponderTbs,
  lintTbs,
  nameFrom,
  parseCertificate,
  serialNumberToHex,
  type Signer,
} from '@certman/x509'
import { auditEvent } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { Problem } from '../../pki/problem.ts'
import { isFromFuture, isPastHalf, responderLifeOf } from '../../pki/revocation-policy.ts'
import { newSerialNumber } from '../../pki/serial-number.ts'
import { startOfValidity } from '../../pki/validity.ts'
import type { StoredResponder } from '../../store/revocation/relying-parties.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { refusingLint } from '../prepare.ts'
import { signVerified } from '../sign-verified.ts'

/** RFC 6960 §4.2.2.2: who answers in the name of a CA, whose own key need not be at hand. */
const ALGORITHM = 'ECDSA-P256'
const ACT: Act = { principal: { kind: 'system', task: 'OCSP responder' }, requestId: null }

/** Runs what seals a key while the master key is not being rotated. */
export type WhileSealing = <Result>(seal: () => Promise<Result>) => Promise<Result>

/**
 * Whether a CA needs a new responder: none yet, half of the life of the last one is over, or it was made by a clock that was
 * set back since, and is perhaps not valid for a long time to come.
 */
export function needsResponder(responder: StoredResponder | undefined, now: number): boolean {
  if (responder === undefined || isFromFuture(responder.createdAt, now)) return true
  return isPastHalf({ from: responder.validity.notBefore, to: responder.validity.notAfter }, now)
}

/**
 * Issues a responder's certificate. Its key is sealed by the master key alone, so that it answers for a CA in passphrase mode
 * too; the former one goes on until the new one is recorded, so there is no gap.
 */
export async function issueResponder(
  deps: CaDependencies,
  authority: CertificateAuthority,
  signer: Signer,
): Promise<StoredResponder> {
  const issuer = parseCertificate(authority.certificate)
  const certificateId = deps.newId()
  const key = await deps.keys.generate({
    authorityId: certificateId,
    algorithm: ALGORITHM,
    passphrase: undefined,
  })
  key.lease[Symbol.dispose]()
  const now = deps.clock.now()
  const notBefore = startOfValidity(now, authority.validity.notBefore)
  const life = responderLifeOf(deps.revocationPolicy, authority)
  const validity = { notBefore, notAfter: Math.min(notBefore + life, authority.validity.notAfter) }
  const serialNumber = newSerialNumber(deps.random)
  const tbs = buildResponderTbs(
    issuer,
    {
      serialNumber,
      subject: nameFrom({ commonName: 'OCSP responder' }),
      notBefore: new Date(validity.notBefore),
      notAfter: new Date(validity.notAfter),
      publicKey: key.publicKey,
    },
    deps.hash,
  )
  const linted = refusingLint(() => lintTbs(tbs, { certificate: issuer }, 'responder'))
  const der = await signVerified(deps, linted, signer)
  const responder: StoredResponder = {
    authorityId: authority.id,
    certificateId,
    serialNumber: serialNumberToHex(serialNumber),
    certificate: der,
    keyHash: deps.hash('SHA-256', key.publicKey.spki),
    sealedKey: key.sealedKey,
    version: 1,
    validity,
    createdAt: now,
  }
  const outcome = await deps.store.responders.record(responder, [
    auditEvent(ACT, 'responder.issued', {
      at: now,
      workspaceId: authority.workspaceId,
      subject: authority.id,
      detail: {
        serialNumber: responder.serialNumber,
        notAfter: new Date(validity.notAfter).toISOString(),
      },
    }),
  ])
  if (outcome === 'serialTaken') throw new Problem('internal', 'no free serial number was drawn')
  return responder
}
