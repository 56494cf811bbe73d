import { serialNumberToHex } from '@certman/x509'
import { authority, rootAuthority } from '../../x509/src/_keys.ts'
import { trustProxies } from './http/client-address.ts'
import { createLogger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'
import type { Authority } from '../../x509/src/_keys.ts'
import type { OcspAnswer, RelyingParties } from './ca/revocation/relying-parties.ts'
import type { RememberedAnswer } from './ca/revocation/ocsp-memory.ts'
import type { Framing } from './http/frame.ts'
import type { CertificateAuthority } from './pki/certificate-authority.ts'
import type { Uuid } from './pki/identifier.ts'

export const ROOT_ID = '11111111-1111-4111-8111-111111111111' as Uuid
export const ISSUING_ID = '22222222-2222-4222-8222-222222222222' as Uuid
export const NOBODY = '33333333-3333-4333-8333-333333333333' as Uuid
/** Within the life of the test CAs; a whole second. */
export const NOW = Date.UTC(2027, 0, 1, 12)

const root = rootAuthority({ commonName: 'Test Root', kind: 'P-384' })
const issuing = authority(root, { commonName: 'Test Issuing' })

type List = NonNullable<Awaited<ReturnType<RelyingParties['list']>>>

/** What the verbs would say, said by the test: the faces are held to how they ask and how they tell it. */
export interface StandIn {
  readonly relyingParties: RelyingParties
  readonly authorities: Map<Uuid, CertificateAuthority>
  readonly shards: Map<Uuid, readonly number[]>
  /** By CA and shard: `${id} ${shard}`. */
  readonly lists: Map<string, List>
  readonly remembered: Map<string, RememberedAnswer>
  /** What answerOcsp was asked, in order. */
  readonly asked: { request: Uint8Array; authorityId: Uuid | undefined; names: readonly string[] }[]
  answer: () => Promise<OcspAnswer>
}

export function standIn(): StandIn {
  const own: StandIn = {
    authorities: new Map([
      [ROOT_ID, described(ROOT_ID, null, root)],
      [ISSUING_ID, described(ISSUING_ID, ROOT_ID, issuing)],
    ]),
    shards: new Map<Uuid, readonly number[]>([
      [ROOT_ID, [0]],
      [ISSUING_ID, [0]],
    ]),
    lists: new Map(),
    remembered: new Map(),
    asked: [],
    answer: () => Promise.resolve({ kind: 'single', der: Uint8Array.of(0x30, 3, 10, 1, 6) }),
    relyingParties: {
      authority: async (id) => own.authorities.get(id),
      chain: async (id) => {
        const [first, ...above] = chainOf(own.authorities, id)
        return first && [first, ...above]
      },
      list: async (id, shard) => own.lists.get(`${id} ${shard}`),
      shards: async (id) => own.shards.get(id),
      answerOcsp: (request, authorityId, names) => {
        own.asked.push({ request, authorityId, names })
        return own.answer()
      },
      recall: (name) => own.remembered.get(name),
    },
  }
  return own
}

/** One list of the issuing CA; what is not said is unremarkable. */
export function listOf(shard: number, parts: Partial<List> = {}): List {
  return {
    authorityId: ISSUING_ID,
    shard,
    wantedNumber: 7,
    publishedNumber: 7,
    thisUpdate: NOW - 3_600_000,
    nextUpdate: NOW + 86_400_000,
    der: Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07),
    ...parts,
  } as List
}

function chainOf(
  authorities: ReadonlyMap<Uuid, CertificateAuthority>,
  id: Uuid | null,
): readonly Uint8Array[] {
  const found = id === null ? undefined : authorities.get(id)
  return found ? [found.certificate, ...chainOf(authorities, found.parentId)] : []
}

function described(
  id: Uuid,
  parentId: Uuid | null,
  { certificate }: Authority,
): CertificateAuthority {
  const commonName = parentId === null ? 'Test Root' : 'Test Issuing'
  return {
    id,
    parentId,
    name: commonName,
    commonName,
    keyAlgorithm: parentId === null ? 'ECDSA-P384' : 'ECDSA-P256',
    certificate: certificate.der,
    serialNumber: serialNumberToHex(certificate.serialNumber),
    validity: {
      notBefore: certificate.notBefore.getTime(),
      notAfter: certificate.notAfter.getTime(),
    },
    revocation: null,
    // The rest is nothing that anybody may see.
  } as CertificateAuthority
}

/** A clock that stands still until a test moves it. */
export const clock = { time: NOW, now: (): number => clock.time }

export async function testFraming(proxies: readonly string[] = []): Promise<Framing> {
  const logger = await createLogger({ level: 'silent', format: 'json' })
  return { proxies: trustProxies(proxies), telemetry: { logger, metrics: createMetrics() } }
}
