import { CertmanError, type CertmanClient, type RevokeCertificateRequest } from '@certman/sdk'
import type { Command } from 'commander'
import { confirm } from '../ask.ts'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { parseCsv, type CsvRow } from '../csv-file.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { addPassphraseOptions, givenPassphrase, type PassphraseOptions } from '../passphrase.ts'
import { forEach } from '../progress.ts'
import { Refusal } from '../refusal.ts'
import { count, plain, table } from '../table.ts'
import { REASONS } from './cert-revoke.ts'

interface BulkRevokeOptions extends PassphraseOptions {
  readonly reason?: string
  readonly yes?: true
}

interface Revocation {
  readonly id: string
  readonly reason: string | undefined
}

interface Outcome {
  readonly id: string
  readonly status: 'revoked' | 'already' | 'failed'
  readonly detail: string
}

/** What `cert list --output csv` writes may be read back: of all columns two matter. */
const COLUMNS = [
  'id',
  'reason',
  'ca_id',
  'common_name',
  'san_dns',
  'san_ip',
  'key_algorithm',
  'valid_from',
  'valid_to',
  'serial_number',
  'revoked_at',
  'revocation_reason',
  'created_at',
] as const

export function addCertBulkRevoke(cert: Command, console: Console): void {
  const command = cert
    .command('bulk-revoke')
    .description(
      'Revoke the certificates of a CSV file. Run again, it goes on where it was: what is revoked stays as it is.',
    )
    .argument('<file>', 'CSV with columns id and, if you like, reason; - for standard input')
    .option('--reason <reason>', `for lines without one: ${REASONS}`)
    .option('--yes', 'do not ask')
    .action((file: string, options: BulkRevokeOptions) => bulkRevoke(console, file, options))
  addPassphraseOptions(command)
  addExamples(
    command,
    'certman cert list --search old.internal --all --output csv > old.csv',
    'certman cert bulk-revoke old.csv --reason cessationOfOperation',
  )
}

async function bulkRevoke(
  console: Console,
  file: string,
  options: BulkRevokeOptions,
): Promise<void> {
  const rows = parseCsv(await readInputText(console, file), COLUMNS)
  const revocations = rows.map((row) => toRevocation(row, options.reason))
  const client = connect(console)
  const caPassphrase = await givenPassphrase(console, options)
  const question = `Revoke ${count(revocations.length, 'certificate')}? This cannot be undone.`
  if (options.yes !== true && !(await confirm(console, question)))
    throw new Refusal('nothing was revoked', 'answer y, or add --yes')
  const outcomes = await forEach(console, revocations, (revocation) =>
    revokeOne(client, revocation, caPassphrase),
  )
  const failed = outcomes.filter(({ status }) => status === 'failed').length
  await console.report({
    json: outcomes,
    text: table(
      ['ID', 'STATUS', 'DETAIL'],
      outcomes.map(({ id, status, detail }) => [plain(id), status, plain(detail)]),
    ),
  })
  console.say(`${outcomes.length - failed} of ${outcomes.length} are revoked, ${failed} failed.`)
  if (failed > 0) console.exit(1)
}

function toRevocation({ line, values }: CsvRow, reason: string | undefined): Revocation {
  const id = values.get('id')
  if (!id)
    throw new Refusal(`line ${line} has no id`, 'the first line names the columns, one of them id')
  return { id, reason: values.get('reason') || reason }
}

async function revokeOne(
  client: CertmanClient,
  { id, reason }: Revocation,
  caPassphrase: string | undefined,
): Promise<Outcome> {
  try {
    const { certificate } = await client.certificates.revoke(id, {
      // The server says which reasons there are.
      reason: reason as RevokeCertificateRequest['reason'],
      caPassphrase,
    })
    return { id, status: 'revoked', detail: certificate.revocation_reason }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const isDone = error instanceof CertmanError && error.code === 'alreadyRevoked'
    return { id, status: isDone ? 'already' : 'failed', detail }
  }
}
