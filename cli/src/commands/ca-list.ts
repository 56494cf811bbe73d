import type { Command } from 'commander'
import type { ListCertificateAuthoritiesQuery } from '@certman/sdk'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { plain, table } from '../table.ts'

export function addCaList(ca: Command, console: Console): void {
  const command = ca
    .command('list')
    .description('List the certificate authorities that the API key may read')
    .option('--type <type>', 'root, intermediate or all')
    .option('--parent-ca-id <id>', 'only those right below this one')
    .action((options: ListCertificateAuthoritiesQuery & { readonly parentCaId?: string }) =>
      list(console, options),
    )
  addExamples(command, 'certman ca list', 'certman ca list --type root --output csv')
}

async function list(console: Console, query: ListCertificateAuthoritiesQuery): Promise<void> {
  const { cas } = await connect(console).cas.list(query)
  await console.report({
    json: cas,
    text: table(
      ['ID', 'NAME', 'COMMON NAME', 'ALGORITHM', 'VALID TO'],
      cas.map((ca) => [
        ca.id,
        plain(ca.name),
        plain(ca.common_name),
        ca.key_algorithm,
        ca.valid_to,
      ]),
    ),
  })
}
