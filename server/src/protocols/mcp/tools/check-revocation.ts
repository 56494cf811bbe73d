import { parseCertificate, type Certificate } from '@certman/x509'
import { z } from 'zod'
import type { CertificateRecord } from '../../../pki/certificate.ts'
import { asUuid, uuid } from '../arguments.ts'
import { READS, tool } from '../tool.ts'
import { timeText } from '../wire.ts'

export const checkRevocation = tool({
  name: 'check_revocation',
  title: 'Check whether a certificate is revoked',
  description:
    'Tells whether a certificate of ours is good, revoked or expired, why and since when, and where relying parties learn of it (OCSP and CRL).',
  needs: 'read',
  input: z.object({ certificateId: uuid('The certificate; list_certificates tells its id') }),
  output: z.object({
    certificateId: z.string(),
    common_name: z.string(),
    serial_number: z.string(),
    status: z.enum(['good', 'onHold', 'revoked', 'expired']),
    revoked_at: z.string().nullable(),
    revocation_reason: z.string().nullable(),
    valid_to: z.string(),
    crlUrls: z.array(z.string()),
    ocspUrls: z.array(z.string()),
    lists: z
      .array(
        z.object({
          shard: z.number().int(),
          number: z.number().int(),
          thisUpdate: z.string(),
          nextUpdate: z.string(),
        }),
      )
      .describe('The revocation lists of its CA as they are published now'),
  }),
  annotations: READS,
  async answer({ services, act, input }) {
    const found = await services.ca.getCertificate(act, asUuid(input.certificateId))
    const now = services.clock.now()
    const { revocation, validity, authorityId } = found
    const status = statusOf(found, now)
    const shards = (await services.relyingParties.shards(authorityId)) ?? []
    const lists = []
    for (const shard of shards) {
      const list = await services.relyingParties.list(authorityId, shard)
      const { publishedNumber, thisUpdate = null, nextUpdate = null } = list ?? {}
      if (publishedNumber === undefined || thisUpdate === null || nextUpdate === null) continue
      lists.push({
        shard,
        number: publishedNumber,
        thisUpdate: timeText(thisUpdate),
        nextUpdate: timeText(nextUpdate),
      })
    }
    const since =
      revocation === null ? '' : ` since ${timeText(revocation.revokedAt)} (${revocation.reason})`
    return {
      said: `${found.commonName} is ${status === 'onHold' ? 'on hold' : status}${since}.`,
      data: {
        certificateId: found.id,
        common_name: found.commonName,
        serial_number: found.serialNumber,
        status,
        revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
        revocation_reason: revocation?.reason ?? null,
        valid_to: timeText(validity.notAfter),
        ...addressesIn(parseCertificate(found.certificate)),
        lists,
      },
    }
  },
})

function statusOf(
  { revocation, validity }: CertificateRecord,
  now: number,
): 'good' | 'onHold' | 'revoked' | 'expired' {
  if (revocation !== null) return revocation.reason === 'certificateHold' ? 'onHold' : 'revoked'
  return validity.notAfter <= now ? 'expired' : 'good'
}

/** Where the certificate itself sends those who check it (RFC 5280 §4.2.1.13, §4.2.2.1). */
function addressesIn({ decoded }: Certificate): { crlUrls: string[]; ocspUrls: string[] } {
  const uri = (name: { readonly type: string; readonly value?: unknown }): string[] =>
    name.type === 'uri' && typeof name.value === 'string' ? [name.value] : []
  return {
    crlUrls: (decoded.cRLDistributionPoints ?? []).flatMap(({ fullName = [] }) =>
      fullName.flatMap(uri),
    ),
    ocspUrls: (decoded.authorityInfoAccess ?? [])
      .filter(({ method }) => method === OCSP)
      .flatMap(({ location }) => uri(location)),
  }
}

/** id-ad-ocsp. */
const OCSP = '1.3.6.1.5.5.7.48.1'
