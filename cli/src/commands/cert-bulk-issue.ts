import { Option, type Command } from 'commander'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { parseCsv } from '../csv-file.ts'
import { addExamples } from '../examples.ts'
import { readInputText } from '../input-file.ts'
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../key-algorithms.ts'
import { days } from '../options.ts'
import { addPassphraseOptions, givenPassphrase, type PassphraseOptions } from '../passphrase.ts'
import { forEach } from '../progress.ts'
import { plain, table } from '../table.ts'

interface BulkIssueOptions extends PassphraseOptions {
  readonly caId?: string
  readonly outDir: string
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays?: number
}

export function addCertBulkIssue(cert: Command, console: Console): void {
  const command = cert
    .command('bulk-issue')
    .description(
      'Issue a certificate for each line of a CSV file, with keys that are made here. Run again, it goes on where it was: what is there already is left alone.',
    )
    .argument(
      '<file>',
      'CSV; columns name (of the files), common_name, san_dns, san_ip (several with spaces between), ca_id, key_algorithm, validity_days',
    )
    .option('--ca-id <id>', 'for lines without a ca_id')
    .option('--out-dir <directory>', 'where NAME.pem, NAME.key and NAME.csr go', '.')
    .addOption(
      new Option('--key-algorithm <name>', 'for lines without one')
        .choices(KEY_ALGORITHMS)
        .default('ECDSA-P256'),
    )
    .option('--validity-days <days>', 'for lines without any', days)
    .action((file: string, options: BulkIssueOptions) => bulkIssue(console, file, options))
  addPassphraseOptions(command)
  addExamples(
    command,
    'certman cert bulk-issue hosts.csv --ca-id 550e8400-e29b-41d4-a716-446655440000 --out-dir certs',
  )
}

async function bulkIssue(console: Console, file: string, options: BulkIssueOptions): Promise<void> {
  const { BULK_COLUMNS, issueRow, toBulkRows } = await import('../bulk-issue.ts')
  const rows = toBulkRows(parseCsv(await readInputText(console, file), BULK_COLUMNS), options)
  const client = connect(console)
  const caPassphrase = await givenPassphrase(console, options)
  const directory = resolve(options.outDir)
  mkdirSync(directory, { recursive: true })
  const outcomes = await forEach(console, rows, (row) =>
    issueRow(client, row, { directory, caPassphrase }),
  )
  const failed = outcomes.filter(({ status }) => status === 'failed').length
  await console.report({
    json: outcomes,
    text: table(
      ['NAME', 'STATUS', 'ID', 'DETAIL'],
      outcomes.map(({ name, status, id, detail }) => [name, status, id ?? '', plain(detail)]),
    ),
  })
  console.say(`${outcomes.length - failed} of ${outcomes.length} are there, ${failed} failed.`)
  if (failed > 0) console.exit(1)
}
