import { parseCertificate } from '@certman/x509'
import type { CertificateRecord, StoredCertificate } from '../../pki/certificate.ts'
import { describeCertificate } from '../../pki/describe.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { noAccess, isPermitted } from '../../pki/authorization.ts'
import type { CertificateStory } from './certificate-views.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { visibleCertificate } from '../visible-certificate.ts'

const MOST_RENEWALS = 20
const MOST_EVENTS = 100

export async function certificateStory(
  deps: Pick<CaDependencies, 'store' | 'assertStrongKey'>,
  act: Act,
  id: Uuid,
): Promise<CertificateStory> {
  const certificate = await visibleCertificate(deps, act, id, 'read')
  const path = await deps.store.authorities.path(certificate.authorityId)
  if (path === undefined) throw noAccess(act.principal)
  const { workspaceId, origin } = certificate
  const found = await deps.store.auditLog.search(
    { workspaceId, subject: id },
    { before: undefined, limit: MOST_EVENTS },
  )
  const events = found.map(({ event }) => event)
  const ids = new Set(events.map(({ actor }) => actor.id))
  if (origin) ids.add(origin.by.id)
  const names = await deps.store.auditLog.actors([...ids])
  return {
    certificate,
    described: describeCertificate(parseCertificate(certificate.certificate), deps.assertStrongKey),
    path,
    renewals: await renewalsOf(deps, act, certificate),
    events,
    names: new Map(names.map((name) => [name.id, name])),
  }
}

async function renewalsOf(
  deps: Pick<CaDependencies, 'store'>,
  act: Act,
  certificate: StoredCertificate,
): Promise<readonly CertificateRecord[]> {
  const before = await follow(deps, act, certificate, ({ renewedFromId }) => renewedFromId)
  const after = await follow(deps, act, certificate, ({ replacedById }) => replacedById)
  return [...before.toReversed(), certificate, ...after]
}

async function follow(
  { store }: Pick<CaDependencies, 'store'>,
  act: Act,
  from: CertificateRecord,
  next: (certificate: CertificateRecord) => Uuid | null,
): Promise<readonly CertificateRecord[]> {
  const followed: CertificateRecord[] = []
  let id = next(from)
  while (id !== null && followed.length < MOST_RENEWALS) {
    const certificate = await store.certificates.get(id)
    if (certificate === undefined) break
    if (!isPermitted(act.principal, certificate.authorityId, 'read')) break
    followed.push(certificate)
    id = next(certificate)
  }
  return followed
}
