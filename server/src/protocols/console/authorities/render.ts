import { createHash } from 'node:crypto'
import { encodePem, nameToString, parseCertificate } from '@certman/x509'
import type { Activity } from '../../../ca/authorities/authority-activity.ts'
import type { AuthorityOverview } from '../../../ca/authorities/authority-overview.ts'
import type { Authorities } from '../../../ca/authorities/authorities.ts'
import type { Checked } from '../../../ca/revocation/check-publication.ts'
import type { Published } from '../../../ca/revocation/published-state.ts'

const timeText = (at: number): string => new Date(at).toISOString()
const optionalTime = (at: number | null): string | null => (at === null ? null : timeText(at))
export const certificatePem = (der: Uint8Array): string => encodePem('CERTIFICATE', der)

export function renderOverview(overview: AuthorityOverview): object {
  const { authority } = overview
  const { revocation, validity } = authority
  return {
    id: authority.id,
    name: authority.name,
    common_name: authority.commonName,
    organization: authority.organization,
    organizational_unit: authority.organizationalUnit,
    country: authority.country,
    state: authority.state,
    locality: authority.locality,
    key_algorithm: authority.keyAlgorithm,
    serial_number: authority.serialNumber,
    fingerprint_sha256: createHash('sha256')
      .update(authority.certificate)
      .digest('hex')
      .toUpperCase(),
    valid_from: timeText(validity.notBefore),
    valid_to: timeText(validity.notAfter),
    created_at: timeText(authority.createdAt),
    has_passphrase: authority.hasPassphrase,
    parent_ca_id: authority.parentId,
    depth: authority.depth,
    path_length: authority.pathLength,
    shards: authority.shards,
    revoked_at: optionalTime(revocation?.revokedAt ?? null),
    revocation_reason: revocation?.reason ?? null,
    certified_elsewhere: overview.isCertifiedElsewhere,
    active_certificates: overview.activeCertificates,
    publication: overview.publication,
    next_update: optionalTime(overview.nextUpdate),
    unusable_reason: overview.unusable,
  }
}

export function renderDetail(overview: AuthorityOverview): object {
  const certificate = parseCertificate(overview.authority.certificate)
  const { subjectKeyIdentifier = new Uint8Array() } = certificate.decoded
  return {
    ...renderOverview(overview),
    certificate_pem: certificatePem(overview.authority.certificate),
    subject: nameToString(certificate.subject),
    issuer: nameToString(certificate.issuer),
    subject_key_identifier: Buffer.from(subjectKeyIdentifier).toString('hex').toUpperCase(),
    signature_algorithm: certificate.signatureAlgorithm,
  }
}

type Request = Awaited<ReturnType<Authorities['getRequest']>>

export function renderRequest(request: Request): object {
  return {
    id: request.id,
    name: request.name,
    common_name: request.commonName,
    key_algorithm: request.keyAlgorithm,
    has_passphrase: request.hasPassphrase,
    created_at: timeText(request.createdAt),
    request_pem: requestPem(request.request),
  }
}

export const requestPem = (der: Uint8Array): string => encodePem('CERTIFICATE REQUEST', der)

export function renderPublished(published: Published, trustUrl: string | null): object {
  const { responder } = published
  return {
    state: published.state,
    lists: published.lists.map((list) => ({
      shard: list.shard,
      url: list.url,
      number: list.number,
      this_update: optionalTime(list.thisUpdate),
      next_update: optionalTime(list.nextUpdate),
      octets: list.octets,
      state: list.state,
    })),
    responder: responder && {
      serial_number: responder.serialNumber,
      valid_from: timeText(responder.validity.notBefore),
      valid_to: timeText(responder.validity.notAfter),
      created_at: timeText(responder.createdAt),
      state: responder.state,
    },
    ocsp_url: published.ocspUrl,
    certificate_url: published.certificateUrl,
    trust_url: trustUrl,
    is_configured: published.isConfigured,
  }
}

export function renderChecked({ at, findings }: Checked): object {
  return {
    checked_at: timeText(at),
    findings: findings.map(({ kind, url, shard, from, to, fault }) => ({
      kind,
      url,
      shard,
      valid_from: optionalTime(from),
      valid_to: optionalTime(to),
      fault,
    })),
  }
}

export function renderActivity({ events, actors, next }: Activity): object {
  const names = new Map(actors.map(({ id, name }) => [id, name]))
  return {
    events: events.map(({ event: { at, action, outcome, actor, detail } }) => ({
      at: timeText(at),
      action,
      outcome,
      actor: { ...actor, name: names.get(actor.id) ?? null },
      detail: textsOf(detail),
    })),
    next: next === undefined ? null : { beforeAt: next.at, beforeSeq: next.seq },
  }
}

function textsOf(detail: Activity['events'][number]['event']['detail']): Record<string, string> {
  const told = Object.entries(detail).filter(([, value]) => value !== null)
  return Object.fromEntries(told.map(([name, value]) => [name, String(value)]))
}
