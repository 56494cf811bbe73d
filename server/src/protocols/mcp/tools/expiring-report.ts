import { z } from 'zod'
import { DAY_MILLISECONDS } from '../../../pki/validity.ts'
import { asUuid, uuid } from '../arguments.ts'
import { READS, tool } from '../tool.ts'
import { timeText } from '../wire.ts'

/** What fits into a model's attention; the rest is told of by number. */
const MOST = 200

const entry = z.object({
  id: z.string(),
  ca_id: z.string(),
  common_name: z.string(),
  valid_to: z.string(),
  daysLeft: z.number().int(),
})

export const expiringReport = tool({
  name: 'expiring_report',
  title: 'What expires soon',
  description:
    'Tells which certificates expire within some days, soonest first, with how many days are left, and which certificate authorities (CAs) do. Revoked ones and those that were renewed already are left out.',
  needs: 'read',
  input: z.object({
    withinDays: z.number().int().min(1).max(3650).optional().describe('Default: 30'),
    caId: uuid('Only those of this CA').optional(),
  }),
  output: z.object({
    asOf: z.string(),
    withinDays: z.number().int(),
    total: z.number().int(),
    certificates: z.array(entry).describe(`Soonest first, at most ${MOST}`),
    cas: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        valid_to: z.string(),
        daysLeft: z.number().int(),
      }),
    ),
  }),
  annotations: READS,
  async answer({ services, act, input }) {
    const { withinDays = 30 } = input
    const now = services.clock.now()
    const daysLeft = (end: number): number => Math.floor((end - now) / DAY_MILLISECONDS)
    const until = now + withinDays * DAY_MILLISECONDS
    const query = {
      authorityId: input.caId === undefined ? undefined : asUuid(input.caId),
      status: 'active',
      expiresTo: until,
      order: { by: 'expires', descending: false },
      pageSize: 100,
    } as const
    const first = await services.ca.browseCertificates(act, { ...query, page: 1 })
    const found = [...first.certificates]
    for (let page = 2; found.length < Math.min(first.total, MOST); page += 1) {
      const next = await services.ca.browseCertificates(act, { ...query, page })
      if (next.certificates.length === 0) break
      found.push(...next.certificates)
    }
    const authorities = (await services.ca.listAuthorities(act, { type: 'all' })).filter(
      ({ id, validity }) =>
        validity.notAfter <= until && (query.authorityId === undefined || id === query.authorityId),
    )
    const soonest = found[0]
    return {
      said: `${first.total} certificates and ${authorities.length} certificate authorities expire within ${withinDays} days${soonest ? `; the first is ${soonest.commonName}, in ${daysLeft(soonest.validity.notAfter)} days` : ''}.`,
      data: {
        asOf: timeText(now),
        withinDays,
        total: first.total,
        certificates: found.slice(0, MOST).map((certificate) => ({
          id: certificate.id,
          ca_id: certificate.authorityId,
          common_name: certificate.commonName,
          valid_to: timeText(certificate.validity.notAfter),
          daysLeft: daysLeft(certificate.validity.notAfter),
        })),
        cas: authorities.map(({ id, name, validity }) => ({
          id,
          name,
          valid_to: timeText(validity.notAfter),
          daysLeft: daysLeft(validity.notAfter),
        })),
      },
    }
  },
})
