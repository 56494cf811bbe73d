import {
  buildOcspResponseData,
  ocspErrorResponse,
  parseOcspRequest,
  asSerialNumber,
  serialNumberToHex,
  signOcspResponse,
  X509Error,
  type CertId,
  type OcspRequest,
  type OcspStatus,
} from '@certman/x509'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { Validity } from '../../pki/validity.ts'
import type { SignerLease } from '../../keys/keystore.ts'
import type { CertificateStatus } from '../../store/revocation/relying-parties.ts'
import { backgroundTaskFailed, ocspAnswered } from '../../telemetry/events.ts'
import type { CaDependencies } from '../dependencies.ts'
import type { CurrentResponder, CurrentResponders } from './current-responders.ts'
import type { IssuerDirectory } from './issuer-directory.ts'
import type { OcspAnswer } from './relying-parties.ts'

export interface OcspDependencies extends Pick<
  CaDependencies,
  'store' | 'keys' | 'clock' | 'revocationPolicy' | 'ocspMemory' | 'telemetry'
> {
  readonly directory: IssuerDirectory
  readonly responders: CurrentResponders
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
    return await withinTime(answer(deps, octets, addressed, names))
  } catch (error) {
    // A hash that we do not know names an issuer that we cannot tell.
    if (error instanceof X509Error) {
      const isForeign = error.code === 'unsupportedAlgorithm'
      return refusal(deps, isForeign ? 'unauthorized' : 'malformedRequest')
    }
    if (error instanceof Problem && (error.code === 'unavailable' || error.code === 'storageFull'))
      return refusal(deps, 'tryLater')
    backgroundTaskFailed(deps.telemetry, { task: 'answer OCSP', error })
    return refusal(deps, 'internalError')
  }
}

/** A database that neither answers nor refuses keeps clients waiting, and they give up without a word. */
const PATIENCE_MILLISECONDS = 5_000

function withinTime(answered: Promise<OcspAnswer>): Promise<OcspAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Problem('unavailable', 'the database did not answer in time'))
    }, PATIENCE_MILLISECONDS)
    answered.then(
      (answer) => {
        clearTimeout(timer)
        resolve(answer)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}

function refusal(
  { telemetry }: Pick<OcspDependencies, 'telemetry'>,
  status: Exclude<OcspStatus, 'successful'>,
): OcspAnswer {
  ocspAnswered(telemetry, status)
  return { kind: 'single', der: ocspErrorResponse(status) }
}

async function answer(
  deps: OcspDependencies,
  octets: Uint8Array,
  addressed: Uuid | undefined,
  names: readonly string[],
): Promise<OcspAnswer> {
  const request = parseOcspRequest(octets)
  const authorityId = await issuerOf(deps, request, addressed)
  if (authorityId === undefined) return refusal(deps, 'unauthorized')
  const changesBefore = deps.ocspMemory.changes
  const responder = await deps.responders.of(authorityId)
  const now = deps.clock.now()
  // Better no answer for a while than one that nobody can verify.
  if (responder === undefined || !isValidAt(responder.validity, now))
    return refusal(deps, 'tryLater')
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
  const [status] = statuses
  ocspAnswered(deps.telemetry, statuses.length === 1 && status ? status.kind : 'several')
  const serialNumber = cacheableSerialNumber(request)
  if (serialNumber === undefined || status === undefined || status.kind === 'unknown')
    return { kind: 'single', der }
  const remembered = { der, thisUpdate, nextUpdate }
  const asked = { authorityId, serialNumber }
  deps.ocspMemory.remember(names, asked, { ...remembered, status: status.kind }, changesBefore)
  return { kind: 'cacheable', ...remembered }
}

const isValidAt = ({ notBefore, notAfter }: Validity, now: number): boolean =>
  now >= notBefore && now < notAfter

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

/** Only an answer about one certificate, without nonce, can be given again. */
function cacheableSerialNumber({ nonce, requests }: OcspRequest): string | undefined {
  const [only] = requests
  if (nonce !== undefined || requests.length !== 1 || only === undefined) return undefined
  return issuedSerialNumber(only.certId)
}

/** One answer is signed in the name of one CA, so all CertIDs must be of one: that of the address, where there is one. */
async function issuerOf(
  { directory }: OcspDependencies,
  request: OcspRequest,
  addressed: Uuid | undefined,
): Promise<Uuid | undefined> {
  const issuers = await Promise.all(
    request.requests.map(({ certId }) => directory.find(certId, addressed)),
  )
  const [first] = issuers
  if (first === undefined || issuers.some((issuer) => issuer !== first)) return undefined
  return addressed === undefined || addressed === first ? first : undefined
}

async function sign(
  deps: OcspDependencies,
  responder: CurrentResponder,
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
  const data = buildOcspResponseData({
    responderKeyHash: responder.nameHash,
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
