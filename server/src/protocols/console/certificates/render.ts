import { encodePem } from '@certman/x509'
import { certificateStanding } from '../../../pki/certificate-standing.ts'
import { optionalTime, timeText } from '../fields.ts'
import type { z } from '@hono/zod-openapi'
import type { CertificateStory, IssuePreview } from '../../../ca/inventory/certificate-views.ts'
import type { CertificateRecord } from '../../../pki/certificate.ts'
import type { DescribedCertificate, DescribedObject } from '../../../pki/describe.ts'
import type {
  describedCertificateSchema,
  describedSchema,
  detailSchema,
  listedSchema,
  previewSchema,
} from './schemas.ts'

type Listed = z.input<typeof listedSchema>

export function certificatePem(der: Uint8Array): string {
  return encodePem('CERTIFICATE', der)
}

export function renderListed(certificate: CertificateRecord, now: number): Listed {
  const { revocation, validity } = certificate
  return {
    id: certificate.id,
    ca_id: certificate.authorityId,
    common_name: certificate.commonName,
    san_dns: [...certificate.sanDns],
    san_ip: [...certificate.sanIp],
    key_algorithm: certificate.keyAlgorithm,
    valid_from: timeText(validity.notBefore),
    valid_to: timeText(validity.notAfter),
    serial_number: certificate.serialNumber,
    revoked_at: optionalTime(revocation?.revokedAt ?? null),
    revocation_reason: revocation?.reason ?? null,
    created_at: timeText(certificate.createdAt),
    mode: certificate.mode,
    status: certificateStanding(certificate, now),
    channel: certificate.origin?.channel ?? 'unknown',
    renewed_from: certificate.renewedFromId,
    replaced_by: certificate.replacedById,
  }
}

export function renderStory(story: CertificateStory, now: number): z.input<typeof detailSchema> {
  const { certificate, path, renewals, events, names } = story
  const by = certificate.origin?.by
  const nameOf = (id: string): string | null => names.get(id)?.name ?? null
  return {
    certificate: {
      ...renderListed(certificate, now),
      validity_days: certificate.validityDays,
      certificate_pem: certificatePem(certificate.certificate),
      issued_by: by ? { kind: by.kind, id: by.id, name: nameOf(by.id) } : null,
    },
    decoded: renderDescribedCertificate(story.described),
    chain: path.map((authority) => ({
      ca_id: authority.id,
      name: authority.name,
      valid_from: timeText(authority.validity.notBefore),
      valid_to: timeText(authority.validity.notAfter),
      has_passphrase: authority.hasPassphrase,
      certificate_pem: certificatePem(authority.certificate),
    })),
    renewals: renewals.map((renewal) => ({
      id: renewal.id,
      serial_number: renewal.serialNumber,
      valid_from: timeText(renewal.validity.notBefore),
      valid_to: timeText(renewal.validity.notAfter),
      status: certificateStanding(renewal, now),
      created_at: timeText(renewal.createdAt),
    })),
    history: events.map(({ action, outcome, at, actor, detail }) => ({
      action,
      outcome,
      at: timeText(at),
      actor: { kind: actor.kind, id: actor.id, name: nameOf(actor.id) },
      address: actor.address,
      detail: { ...detail },
    })),
  }
}

export function renderDescribed(described: DescribedObject): z.input<typeof describedSchema> {
  switch (described.kind) {
    case 'certificate':
      return renderDescribedCertificate(described)
    case 'request':
      return {
        ...described,
        sanDns: [...described.sanDns],
        sanIp: [...described.sanIp],
        extensions: extensionsOf(described),
      }
    case 'revocationList':
      return {
        ...described,
        thisUpdate: timeText(described.thisUpdate),
        nextUpdate: optionalTime(described.nextUpdate),
        revoked: described.revoked.map((entry) => ({
          ...entry,
          revokedAt: timeText(entry.revokedAt),
        })),
        extensions: extensionsOf(described),
      }
  }
}

function renderDescribedCertificate(
  described: DescribedCertificate,
): z.input<typeof describedCertificateSchema> {
  return {
    ...described,
    notBefore: timeText(described.notBefore),
    notAfter: timeText(described.notAfter),
    extensions: extensionsOf(described),
  }
}

type Extensions = z.input<typeof describedCertificateSchema>['extensions']

function extensionsOf({ extensions }: DescribedObject): Extensions {
  return extensions.map((extension) => ({ ...extension, values: [...extension.values] }))
}

export function renderPreview(preview: IssuePreview): z.input<typeof previewSchema> {
  const { authority, names, validity } = preview
  return {
    ca: {
      id: authority.id,
      name: authority.name,
      valid_to: timeText(authority.notAfter),
      has_passphrase: authority.hasPassphrase,
    },
    names: names && {
      commonName: names.commonName,
      sanDns: [...names.sanDns],
      sanIp: [...names.sanIp],
    },
    sanDns: [...preview.sanDns],
    sanIp: [...preview.sanIp],
    valid_from: timeText(validity.notBefore),
    valid_to: timeText(validity.notAfter),
    isCapped: preview.isCapped,
    problems: preview.problems.map((problem) => ({ ...problem })),
  }
}
