import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Passphrase } from '../keys/keystore.ts'
import { askHidden, canAsk } from './ask.ts'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'

const STANDARD_INPUT = '-'

/** @returns the passphrase that protects a CA already: from the file if one is named, else from the keyboard */
export async function existingPassphrase(
  console: Console,
  source: { readonly file: string | undefined; readonly option: string; readonly of: string },
): Promise<Passphrase> {
  if (source.file !== undefined) return passphraseFile(console, source.file)
  requireTerminal(console, source)
  return toPassphrase(await askHidden(console, `Passphrase of ${source.of}: `))
}

/** @returns a passphrase for a new CA, typed twice unless it comes from a file; long enough */
export async function newPassphrase(
  console: Console,
  source: { readonly file: string | undefined; readonly option: string; readonly of: string },
): Promise<Passphrase> {
  const { assertNewPassphrase } = await import('../keys/passphrase.ts')
  const passphrase =
    source.file === undefined
      ? await typedTwice(console, source)
      : await passphraseFile(console, source.file)
  assertNewPassphrase(passphrase)
  return passphrase
}

async function typedTwice(
  console: Console,
  source: { readonly option: string; readonly of: string },
): Promise<Passphrase> {
  requireTerminal(console, source)
  const first = await askHidden(console, `New passphrase of ${source.of}: `)
  const second = await askHidden(console, 'The same again: ')
  if (first !== second) throw new Refusal('the two passphrases differ', 'run the command again')
  return toPassphrase(first)
}

function requireTerminal(
  console: Console,
  source: { readonly option: string; readonly of: string },
): void {
  if (canAsk(console)) return
  throw new Refusal(
    `the passphrase of ${source.of} is needed, and there is no terminal to ask for it`,
    `give it with ${source.option} FILE, or ${source.option} - for standard input`,
  )
}

/** What stands in the file without the line break that editors and echo leave at its end. */
async function passphraseFile(console: Console, path: string): Promise<Passphrase> {
  const text = path === STANDARD_INPUT ? await readAll(console.input) : readText(path)
  return toPassphrase(text.replace(/\r?\n$/, ''))
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Refusal(
      `the passphrase file ${path} cannot be read`,
      'check its path and permissions',
      cause,
    )
  }
}

async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array | string))
  return Buffer.concat(chunks).toString('utf8')
}

async function toPassphrase(text: string): Promise<Passphrase> {
  const { passphraseFrom } = await import('../keys/passphrase.ts')
  return passphraseFrom(text)
}
