import { CertmanValidationError } from '@certman/sdk'
import type { Command } from 'commander'
import { askHidden, canAsk } from './ask.ts'
import type { Console } from './console.ts'
import { readInputText } from './input-file.ts'

export interface PassphraseOptions {
  readonly caPassphrase?: string
  readonly caPassphraseFile?: string
}

export function addPassphraseOptions(command: Command): Command {
  return command
    .option('--ca-passphrase <text>', 'of a protected CA; others on this machine may see it here')
    .option('--ca-passphrase-file <file>', 'the same from a file, or - for standard input')
}

/**
 * Does something that may need the passphrase of the CA: it comes from the options, from CERTMAN_CA_PASSPHRASE, or, when the
 * server says that it is needed, from the keyboard.
 */
export async function withPassphrase<Answer>(
  console: Console,
  options: PassphraseOptions,
  act: (caPassphrase: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  const given = await givenPassphrase(console, options)
  try {
    return await act(given)
  } catch (error) {
    if (given !== undefined || !isMissing(error) || !canAsk(console)) throw error
    return act(await askHidden(console, 'Passphrase of the CA: '))
  }
}

/** What stands in a file goes without the line break that editors and echo leave at its end. */
export async function givenPassphrase(
  console: Console,
  { caPassphrase, caPassphraseFile }: PassphraseOptions,
): Promise<string | undefined> {
  if (caPassphrase !== undefined) return caPassphrase
  if (caPassphraseFile === undefined) return console.variables['CERTMAN_CA_PASSPHRASE'] || undefined
  return (await readInputText(console, caPassphraseFile)).replace(/\r?\n$/, '')
}

function isMissing(error: unknown): boolean {
  return error instanceof CertmanValidationError && error.code === 'passphraseMissing'
}
