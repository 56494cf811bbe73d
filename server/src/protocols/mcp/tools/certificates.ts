import { z } from 'zod'
import { asUuid, instantOf, uuid } from '../arguments.ts'
import { READS, tool } from '../tool.ts'
import { certificateDetail, certificateSummary, renderCertificate, renderListed } from '../wire.ts'

export const listCertificates = tool({
  name: 'list_certificates',
  title: 'List certificates',
  description:
    'Lists certificates of the certificate authorities (CAs) that may be read, newest first, page by page. Filters are combined.',
  needs: 'read',
  input: z.object({
    caId: uuid('Only those of this CA').optional(),
    status: z
      .enum(['active', 'revoked', 'all'])
      .optional()
      .describe('active means not revoked. Default: all'),
    search: z.string().max(255).optional().describe('Part of the common name'),
    createdFrom: z.string().max(40).optional().describe('ISO 8601 date or date-time'),
    createdTo: z
      .string()
      .max(40)
      .optional()
      .describe('ISO 8601; a date without a time includes that UTC day'),
    expiringInDays: z.number().int().min(0).max(36_525).optional(),
    page: z.number().int().min(1).max(1_000_000_000).optional().describe('From 1'),
    pageSize: z.number().int().min(1).max(100).optional().describe('Default: 20'),
  }),
  output: z.object({
    certificates: z.array(certificateSummary),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
    totalPages: z.number().int(),
  }),
  annotations: READS,
  async answer({ services, act, input }) {
    const { page = 1, pageSize = 20 } = input
    const found = await services.ca.listCertificates(act, {
      authorityId: input.caId === undefined ? undefined : asUuid(input.caId),
      status: input.status ?? 'all',
      search: input.search === '' ? undefined : input.search,
      createdFrom: instantOf(input.createdFrom, 'start', 'createdFrom'),
      createdTo: instantOf(input.createdTo, 'end', 'createdTo'),
      expiringInDays: input.expiringInDays,
      page,
      pageSize,
    })
    const totalPages = Math.ceil(found.total / pageSize)
    return {
      said: `${found.total} certificates match; this is page ${page} of ${totalPages}.`,
      data: {
        certificates: found.certificates.map(renderListed),
        total: found.total,
        page,
        pageSize,
        totalPages,
      },
    }
  },
})

export const getCertificate = tool({
  name: 'get_certificate',
  title: 'Get a certificate',
  description: 'Returns one certificate with its PEM.',
  needs: 'read',
  input: z.object({ certificateId: uuid('The id; list_certificates tells it') }),
  output: z.object({ certificate: certificateDetail }),
  annotations: READS,
  async answer({ services, act, input }) {
    const found = await services.ca.getCertificate(act, asUuid(input.certificateId))
    const certificate = renderCertificate(found)
    const state =
      certificate.revoked_at === null
        ? `valid until ${certificate.valid_to}`
        : `revoked on ${certificate.revoked_at} (${certificate.revocation_reason})`
    return { said: `${certificate.common_name}, ${state}.`, data: { certificate } }
  },
})
