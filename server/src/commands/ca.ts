import { Option, type Command } from 'commander'
import type { Uuid } from '../pki/identifier.ts'
import { KEY_ALGORITHMS, DEFAULT_KEY_ALGORITHM } from '../pki/key-policy.ts'
import { REVOCATION_REASON_NAMES } from '../pki/revocation.ts'
import { createCa, type CreateOptions } from './ca-create.ts'
import { publishCrl, type PublishOptions } from './ca-publish-crl.ts'
import { listCas, type ListOptions } from './ca-list.ts'
import { renewCa, type RenewOptions } from './ca-renew.ts'
import { revokeCa, type RevokeOptions } from './ca-revoke.ts'
import type { Console } from './console.ts'
import { days, pathLength, shards, uuid } from './options.ts'

const SIGNER_PASSPHRASE =
  'the passphrase of the CA that signs (its parent, or the root itself); - for standard input; asked for if needed'

/** A CA is revoked for good: nothing releases one that is held. */
const REASONS_FOR_GOOD = REVOCATION_REASON_NAMES.filter((reason) => reason !== 'certificateHold')

export function addCaCommands(program: Command, console: Console): void {
  const ca = program.command('ca').description('certification authorities')

  ca.command('create')
    .description('create a root, or an intermediate beneath --parent')
    .requiredOption('--common-name <text>', 'its common name')
    .option('--workspace <slug>', 'may be left out when there is only one')
    .option('--parent <id>', 'the CA that certifies it (default: itself, a root)', uuid)
    .option('--name <text>', 'what people call it here (default: the common name)')
    .option('--organization <text>')
    .option('--organizational-unit <text>')
    .option('--country <code>', 'two letters, as in ISO 3166-1')
    .option('--state <text>')
    .option('--locality <text>')
    .addOption(
      new Option('--key-algorithm <name>', 'the kind of its key')
        .choices(KEY_ALGORITHMS)
        .default(DEFAULT_KEY_ALGORITHM),
    )
    .option('--validity-days <days>', 'default: 20 years for a root, 5 for an intermediate', days)
    .option(
      '--path-length <n>',
      'CAs that may stand below one another beneath it: 0, 1, 2 or unlimited (default: the most that is allowed)',
      pathLength,
    )
    .option(
      '--shards <n>',
      'how many revocation lists share its certificates (default: 1, one full list)',
      shards,
    )
    .option('--passphrase', 'protect its key with a passphrase, asked for twice')
    .option(
      '--passphrase-file <file>',
      'the same, with the passphrase from a file; - for standard input',
    )
    .option(
      '--parent-passphrase-file <file>',
      "the parent's passphrase; - for standard input; asked for if needed",
    )
    .action((options: CreateOptions) => createCa(console, options))

  ca.command('list')
    .description('list the CAs, oldest first')
    .option('--workspace <slug>', 'only of this workspace')
    .option('--parent <id>', 'only those directly beneath this CA', uuid)
    .option('--revoked', 'also revoked ones')
    .action((options: ListOptions) => listCas(console, options))

  ca.command('renew')
    .description(
      'certify the same key, subject and identifiers anew, so that all it has issued stays valid',
    )
    .argument('<id>', 'as the list shows it', uuid)
    .option('--validity-days <days>', 'default: 20 years for a root, 5 for an intermediate', days)
    .option('--passphrase-file <file>', SIGNER_PASSPHRASE)
    .action((id: Uuid, options: RenewOptions) => renewCa(console, id, options))

  ca.command('revoke')
    .description('revoke a CA for good: neither it nor any CA beneath it issues again')
    .argument('<id>', 'as the list shows it', uuid)
    .addOption(
      new Option('--reason <reason>', 'why').choices(REASONS_FOR_GOOD).makeOptionMandatory(),
    )
    .option('--yes', 'do not ask for its name first')
    .option('--passphrase-file <file>', SIGNER_PASSPHRASE)
    .action((id: Uuid, options: RevokeOptions) => revokeCa(console, id, options))

  ca.command('publish-crl')
    .description(
      'sign the revocation lists of a CA anew, and renew its OCSP responder; without an id, of all CAs that need no passphrase',
    )
    .argument('[id]', 'as the list shows it', uuid)
    .option(
      '--passphrase-file <file>',
      'the passphrase of the CA; - for standard input; asked for if needed',
    )
    .action((id: Uuid | undefined, options: PublishOptions) => publishCrl(console, id, options))
}
