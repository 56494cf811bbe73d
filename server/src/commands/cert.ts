import { Option, type Command } from 'commander'
import type { Uuid } from '../pki/identifier.ts'
import { REVOCATION_REASON_NAMES } from '../pki/revocation.ts'
import { releaseCert } from './cert-release.ts'
import { revokeCert, type RevokeOptions } from './cert-revoke.ts'
import { revokeCerts, type RevokeManyOptions } from './cert-revoke-many.ts'
import type { Console } from './console.ts'
import { since, until, uuid } from './options.ts'

export function addCertCommands(program: Command, console: Console): void {
  const cert = program.command('cert').description('certificates that CAs have issued')

  cert
    .command('revoke')
    .description(
      'revoke one certificate, or with --ca and --since all that a CA issued in a span of time; what is revoked already is passed over, so an interrupted run is just run again',
    )
    .argument('[id]', 'of the certificate, as the API shows it', uuid)
    .option('--ca <id>', 'revoke many, of this CA', uuid)
    .option('--since <time>', 'that were issued at this time or later; ISO 8601, UTC', since)
    .option(
      '--until <time>',
      'and not after this time (default: now); a date includes its day',
      until,
    )
    .addOption(
      new Option('--reason <reason>', 'why')
        .choices(REVOCATION_REASON_NAMES)
        .default('unspecified'),
    )
    .option('--yes', 'do not ask for the name of the CA first')
    .option(
      '--passphrase-file <file>',
      'the passphrase of the CA; - for standard input; asked for if needed',
    )
    .action((id: Uuid | undefined, options: Options, command: Command) => {
      const { ca, since: from, until: to } = options
      if (id !== undefined && ca === undefined && from === undefined && to === undefined)
        return revokeCert(console, id, options)
      if (id === undefined && ca !== undefined && from !== undefined)
        return revokeCerts(console, { ...options, ca, since: from })
      return command.error('error: give the id of a certificate, or --ca and --since')
    })

  cert
    .command('release')
    .description('lift a certificateHold: the certificate counts again')
    .argument('<id>', 'of the certificate, as the API shows it', uuid)
    .action((id: Uuid) => releaseCert(console, id))
}

type Options = RevokeOptions & Partial<RevokeManyOptions>
