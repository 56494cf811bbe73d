import {
  buildOcspResponseData,
  ocspErrorResponse,
  parseCertificate,
  parseOcspRequest,
  asSerialNumber,
  serialNumberToHex,
  signOcspResponse,
  X509Error,
  type CertId,
  type OcspRequest,
  type OcspStatus,
} from '@certman/x509'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { SignerLease } from '../keys/keystore.ts'
import type { CertificateStatus, StoredResponder } from '../store/relying-parties.ts'
import { backgroundTaskFailed } from '../telemetry/events.ts'
import type { CaDependencies } from './dependencies.ts'
import type { IssuerDirectory } from './issuer-directory.ts'
import type { OcspAnswer } from './relying-parties.ts'

export interface OcspDependencies extends Pick<
  CaDependencies,
  'store' | 'keys' | 'hash' | 'clock' | 'revocationPolicy' | 'ocspMemory' | 'telemetry'
> {
  readonly directory: IssuerDirectory
}

/**
 * Answers an OCSP request. It never throws: whatever goes wrong is said as an OCSP answer (RFC 6960 §2.3), and nothing is said
 * to be good that was not found issued and unrevoked in the store at this moment.
 *
 * @param addressed the CA of the address, undefined for any of ours
 * @param names under which the same question may come again
 */
export async function answerOcsp(
  deps: OcspDependencies,
  octets: Uint8Array,
  addressed: Uuid | undefined,
  names: readonly string[],
): Promise<OcspAnswer> {
  try {
    return await answer(deps, octets, addressed, names)
  } catch (error) {
    // A hash that we do not know names an issuer that we cannot tell.
    if (error instanceof X509Error) {
      return refusal(error.code === 'unsupportedAlgorithm' ? 'unauthorized' : 'malformedRequest')
    }
    if (error instanceof Problem && (error.code === 'unavailable' || error.code === 'storageFull'))
      return refusal('tryLater')
    backgroundTaskFailed(deps.telemetry, { task: 'answer OCSP', error })
    return refusal('internalError')
  }
}

const refusal = (status: Exclude<OcspStatus, 'successful'>): OcspAnswer => ({
  kind: 'single',
  der: ocspErrorResponse(status),
})

async function answer(
  deps: OcspDependencies,
  octets: Uint8Array,
  addressed: Uuid | undefined,
  names: readonly string[],
): Promise<OcspAnswer> {
  const request = parseOcspRequest(octets)
  const authorityId = await issuerOf(deps, request, addressed)
  if (authorityId === undefined) return refusal('unauthorized')
  const changesBefore = deps.ocspMemory.changes
  const responder = await deps.store.responders.current(authorityId)
  const now = deps.clock.now()
  // Better no answer for a while than one that nobody can verify.
  if (responder === undefined || now >= responder.validity.notAfter) return refusal('tryLater')
  const statuses = await Promise.all(
    request.requests.map(async ({ certId }) => {
      const serialNumber = issuedSerialNumber(certId)
      return serialNumber === undefined
        ? NEVER_ISSUED
        : deps.store.statuses.find(authorityId, serialNumber)
    }),
  )
  const thisUpdate = Math.floor(now / 1000) * 1000
  const nextUpdate = Math.min(
    thisUpdate + deps.revocationPolicy.answerLife,
    Math.floor(responder.validity.notAfter / 1000) * 1000,
  )
  const der = await sign(deps, responder, request, statuses, { thisUpdate, nextUpdate })
  const serialNumber = cacheableSerialNumber(request, statuses)
  if (serialNumber === undefined) return { kind: 'single', der }
  const remembered = { der, thisUpdate, nextUpdate }
  deps.ocspMemory.remember(names, { authorityId, serialNumber }, remembered, changesBefore)
  return { kind: 'cacheable', ...remembered }
}

const NEVER_ISSUED: CertificateStatus = { kind: 'unknown' }

/** A client may ask for a number that no certificate can have (RFC 5280 §4.1.2.2): it was never issued. */
function issuedSerialNumber({ serialNumber }: CertId): string | undefined {
  try {
    return serialNumberToHex(asSerialNumber(serialNumber))
  } catch (error) {
    if (error instanceof X509Error) return undefined
    throw error
  }
}

/** Only an answer about one certificate, without nonce, that was issued: one that is unknown may be issued any moment. */
function cacheableSerialNumber(
  { nonce, requests }: OcspRequest,
  [status]: readonly CertificateStatus[],
): string | undefined {
  const [only] = requests
  if (nonce !== undefined || requests.length !== 1 || only === undefined) return undefined
  return status === undefined || status.kind === 'unknown'
    ? undefined
    : issuedSerialNumber(only.certId)
}

/** One answer is signed in the name of one CA, so all CertIDs must be of one: that of the address, where there is one. */
async function issuerOf(
  { directory }: OcspDependencies,
  request: OcspRequest,
  addressed: Uuid | undefined,
): Promise<Uuid | undefined> {
  const issuers = await Promise.all(request.requests.map(({ certId }) => directory.find(certId)))
  const [first] = issuers
  if (first === undefined || issuers.some((issuer) => issuer !== first)) return undefined
  return addressed === undefined || addressed === first ? first : undefined
}

async function sign(
  deps: OcspDependencies,
  responder: StoredResponder,
  request: OcspRequest,
  statuses: readonly CertificateStatus[],
  times: { readonly thisUpdate: number; readonly nextUpdate: number },
): Promise<Uint8Array> {
  const thisUpdate = new Date(times.thisUpdate)
  const nextUpdate = new Date(times.nextUpdate)
  using lease: SignerLease = await deps.keys.open({
    authorityId: responder.certificateId,
    sealedKey: responder.sealedKey,
    version: responder.version,
    passphrase: undefined,
  })
  const { keyBits } = parseCertificate(responder.certificate).publicKey
  const data = buildOcspResponseData({
    responderKeyHash: deps.hash('SHA-1', keyBits),
    producedAt: thisUpdate,
    responses: request.requests.map(({ certIdDer }, index) => ({
      certIdDer,
      status: statusOf(statuses[index] ?? { kind: 'unknown' }),
      thisUpdate,
      nextUpdate,
    })),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  })
  return signOcspResponse(data, lease.signer, [responder.certificate])
}

function statusOf(
  status: CertificateStatus,
): Parameters<typeof buildOcspResponseData>[0]['responses'][number]['status'] {
  if (status.kind !== 'revoked') return status
  const { revokedAt, reason } = status.revocation
  return { kind: 'revoked', revokedAt: new Date(Math.floor(revokedAt / 1000) * 1000), reason }
}
