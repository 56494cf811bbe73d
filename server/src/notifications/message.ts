import type { AuditEvent } from '../pki/audit-event.ts'
import type { CertificateRecord } from '../pki/certificate.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { WebhookMessage } from '../store/notifications/webhook-store.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** The body: an event as CloudEvents 1.0 writes it in JSON. What it tells of is in `data`. */
export function messageOf(message: {
  readonly id: string
  readonly workspaceId: Uuid
  readonly type: string
  readonly subject: string | null
  readonly at: number
  readonly data: { readonly [name: string]: Json }
}): WebhookMessage {
  const { id, workspaceId, type, subject, at, data } = message
  const body = {
    specversion: '1.0',
    id,
    source: `/workspaces/${workspaceId}`,
    type: `app.certman.${type}.v1`,
    ...(subject !== null && { subject }),
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    data: { workspace_id: workspaceId, ...data },
  }
  return { id, workspaceId, type, body: JSON.stringify(body), at }
}

/** Of an entry of the audit log: who, what, and the certificate as it is now, if it is about one. */
export function newsOf(
  { chain, position, event }: { chain: string; position: number; event: AuditEvent },
  workspaceId: Uuid,
  certificate: CertificateRecord | undefined,
): WebhookMessage {
  const { actor, action, at, subject } = event
  const detail = Object.entries(event.detail).map(([name, value]) => [snakeCase(name), value])
  return messageOf({
    // Its place in the log: the same however often it is told, and by whichever server.
    id: `msg_${chain}_${position}`,
    workspaceId,
    type: action,
    subject,
    at,
    data: {
      actor: { kind: actor.kind, id: actor.id },
      detail: Object.fromEntries(detail) as Record<string, string | number | boolean | null>,
      ...(certificate !== undefined && { certificate: describe(certificate) }),
    },
  })
}

function describe(certificate: CertificateRecord): { readonly [name: string]: Json } {
  const { validity, revocation } = certificate
  return {
    id: certificate.id,
    ca_id: certificate.authorityId,
    common_name: certificate.commonName,
    san_dns: certificate.sanDns,
    san_ip: certificate.sanIp,
    serial_number: certificate.serialNumber,
    key_algorithm: certificate.keyAlgorithm,
    valid_from: new Date(validity.notBefore).toISOString(),
    valid_to: new Date(validity.notAfter).toISOString(),
    revoked_at: revocation && new Date(revocation.revokedAt).toISOString(),
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
