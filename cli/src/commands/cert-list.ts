import type {
  CertificateSummary,
  ListCertificatesQuery,
  ListCertificatesResponse,
} from '@certman/sdk'
import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { number, ordinal } from '../options.ts'
import { plain, table } from '../table.ts'

interface ListOptions extends Omit<ListCertificatesQuery, 'status'> {
  readonly status?: NonNullable<ListCertificatesQuery['status']>
  readonly all?: true
}

export function addCertList(cert: Command, console: Console): void {
  const command = cert
    .command('list')
    .description('List certificates, a page at a time')
    .option('--ca-id <id>', 'only of this CA')
    .option('--status <status>', 'active, revoked or all')
    .option('--search <text>', 'part of the common name')
    .option('--created-from <date>', 'issued on or after it, as in 2026-01-31')
    .option('--created-to <date>', 'issued on or before it')
    .option('--expiring-in-days <days>', 'that expire within so many days', number)
    .option('--page <number>', 'from 1 on', ordinal)
    .option('--page-size <number>', '1 to 100', ordinal)
    .option('--all', 'all pages at once')
    .action(({ all, ...query }: ListOptions) => list(console, query, all === true))
  addExamples(
    command,
    'certman cert list --status active --search example.com',
    'certman cert list --expiring-in-days 30 --all --output csv > expiring.csv',
  )
}

async function list(console: Console, query: ListCertificatesQuery, all: boolean): Promise<void> {
  const { certificates } = connect(console)
  let page: ListCertificatesResponse
  if (all) {
    const found: CertificateSummary[] = []
    for await (const certificate of certificates.all(query)) found.push(certificate)
    const size = found.length
    page = { certificates: found, total: size, page: 1, pageSize: size, totalPages: 1 }
  } else {
    page = await certificates.list(query)
  }
  const rows = table(
    ['ID', 'COMMON NAME', 'ALGORITHM', 'VALID TO', 'REVOKED'],
    page.certificates.map((certificate) => [
      certificate.id,
      plain(certificate.common_name),
      certificate.key_algorithm,
      certificate.valid_to,
      certificate.revoked_at ?? '',
    ]),
  )
  await console.report({
    json: page,
    text: `${rows}\n\nTotal: ${page.total} (Page ${page.page}/${page.totalPages})`,
  })
}
