import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildOcspRequest,
  certIdFor,
  parseCertificate,
  parseOcspResponse,
  serialNumberFromHex,
  type CertId,
} from '@certman/x509'
import { hash } from '../../keys/crypto.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { Problem } from '../../pki/problem.ts'
import { openWorld, type AuthorityWorld } from '../authorities/_authorities.ts'
import type { Act } from '../certification-authority.ts'
import { createAuthority } from '../authorities/create-authority.ts'
import { createRelyingParties } from './create-relying-parties.ts'
import type { CaDependencies } from '../dependencies.ts'

const ACT: Act = { principal: { kind: 'operator', name: 'tester' }, requestId: null }

let world: AuthorityWorld
let root: CertificateAuthority
let other: CertificateAuthority

beforeAll(async () => {
  world = await openWorld()
  const create = (commonName: string): Promise<CertificateAuthority> =>
    createAuthority(world.instance.ca, ACT, {
      workspaceId: world.workspace.id,
      subject: { commonName },
      keyAlgorithm: 'ECDSA-P256',
    })
  root = await create('Root')
  other = await create('Other')
})
afterAll(() => world[Symbol.asyncDispose]())

/** About a CA's own certificate. */
const own = ({ certificate }: CertificateAuthority): CertId => {
  const parsed = parseCertificate(certificate)
  return certIdFor(parsed, parsed, 'SHA-256', hash)
}

async function ask(
  certIds: readonly CertId[],
  addressed: CertificateAuthority | undefined = root,
  deps: CaDependencies = world.instance.ca,
): Promise<string> {
  const request = buildOcspRequest({ certIds })
  const { der } = await createRelyingParties(deps).answerOcsp(request, addressed?.id, [])
  const { status, basic } = parseOcspResponse(der)
  return basic?.responses.map((one) => one.status.kind).join() ?? status
}

function failing(error: Error): CaDependencies {
  const { ca } = world.instance
  const statuses = { ...ca.store.statuses, find: () => Promise.reject(error) }
  return { ...ca, store: { ...ca.store, statuses } }
}

describe('RFC 6960 §2.2 and §2.3', () => {
  test('several certificates of one CA are answered together, in order', async () => {
    const never = { ...own(root), serialNumber: serialNumberFromHex('1234') }
    expect(await ask([own(root), never])).toBe('good,unknown')
    expect(await ask([own(root), never], undefined)).toBe('good,unknown')
  })

  test('a number that no certificate can have was never issued', async () => {
    const tooLong = { ...own(root), serialNumber: new Uint8Array(21).fill(1) as never }
    expect(await ask([tooLong])).toBe('unknown')
  })

  test('one answer speaks for one CA, that of the address', async () => {
    expect(await ask([own(root), own(other)], undefined)).toBe('unauthorized')
    expect(await ask([own(other)], root)).toBe('unauthorized')
    expect(await ask([own(other)], other)).toBe('good')
  })

  test('a name and a key that are of two CAs are of none', async () => {
    const mixed = { ...own(root), issuerKeyHash: own(other).issuerKeyHash }
    expect(await ask([mixed])).toBe('unauthorized')
  })

  test('who has no responder says tryLater, as who has no database does', async () => {
    const { ca } = world.instance
    const responders = { ...ca.store.responders, current: async () => undefined }
    const without = { ...ca, store: { ...ca.store, responders } }
    expect(await ask([own(root)], root, without)).toBe('tryLater')
    const away = new Problem('unavailable', 'the database cannot be reached')
    expect(await ask([own(root)], root, failing(away))).toBe('tryLater')
  })

  test('a fault of ours is an internalError, and never "good"', async () => {
    expect(await ask([own(root)], root, failing(new Error('a fault')))).toBe('internalError')
  })
})
