import type { RevokeCertificateRequest } from '@certman/sdk'
import type { Command } from 'commander'
import { connect } from '../client.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { addPassphraseOptions, withPassphrase, type PassphraseOptions } from '../passphrase.ts'

interface RevokeOptions extends PassphraseOptions {
  readonly reason?: NonNullable<RevokeCertificateRequest['reason']>
}

export const REASONS =
  'unspecified, keyCompromise, caCompromise, affiliationChanged, superseded, cessationOfOperation, certificateHold or privilegeWithdrawn'

export function addCertRevoke(cert: Command, console: Console): void {
  const command = cert
    .command('revoke')
    .description('Revoke a certificate')
    .argument('<id>', 'as the list shows it')
    .option('--reason <reason>', REASONS)
    .action((id: string, options: RevokeOptions) => revoke(console, id, options))
  addPassphraseOptions(command)
  addExamples(
    command,
    'certman cert revoke 660e8400-e29b-41d4-a716-446655440001 --reason keyCompromise',
  )
}

async function revoke(console: Console, id: string, options: RevokeOptions): Promise<void> {
  const { certificates } = connect(console)
  const { reason } = options
  const result = await withPassphrase(console, options, (caPassphrase) =>
    certificates.revoke(id, { reason, caPassphrase }),
  )
  const { certificate } = result
  await console.report({
    json: result,
    text: [
      `Certificate ${certificate.id} revoked successfully`,
      `Reason: ${certificate.revocation_reason}`,
      `Revoked at: ${certificate.revoked_at}`,
    ].join('\n'),
  })
}
