import { X509Certificate, type KeyObject } from 'node:crypto'
import { BUNDLE_FORMS, BundleError, makeBundle } from '@certman/bundles'
import type { BundleContents, BundleForm } from '@certman/bundles'
import { askHidden, canAsk } from './ask.ts'
import type { BundleOptions } from './bundle-options.ts'
import type { Console } from './console.ts'
import { readInput, readInputText } from './input-file.ts'
import { assertWritable, writeAtomically } from './output-file.ts'
import { parseKey } from './own-key.ts'
import { Refusal } from './refusal.ts'

/** These are no text: they go to a file or a pipe that was meant. */
const BINARY: ReadonlySet<BundleForm> = new Set(['der', 'p12', 'jks'])
const STANDARD_OUTPUT = '-'
const PUBLIC = 0o644
const OWNER_ONLY = 0o600

/** Refuses what cannot end well before anything is asked of the server. @throws Refusal */
export function assertBundled(form: BundleForm, { out, force }: BundleOptions): void {
  if (out === undefined && BINARY.has(form))
    throw new Refusal(`${form} is binary`, 'name a file with --out, or pipe it on with --out -')
  if (out !== undefined && out !== STANDARD_OUTPUT) assertWritable([out], force === true)
}

/** @throws Refusal for a file that is no key */
export async function readKey(
  console: Console,
  path: string | undefined,
): Promise<KeyObject | undefined> {
  return path === undefined ? undefined : parseKey(await readInput(console, path), path)
}

/** PrivateKeyInfo, DER. */
export function pkcs8Of(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
}

/** A store whose key is another certificate's would be found out only where it is used. @throws Refusal */
export function assertBelongsTo(key: KeyObject, certificate: Uint8Array | undefined): void {
  if (certificate === undefined || new X509Certificate(certificate).checkPrivateKey(key)) return
  throw new Refusal(
    'the private key does not belong to the certificate',
    'the key was made with the CSR, or came with the certificate when it was issued',
  )
}

/** Makes the bundle and puts it where it was asked for. @throws Refusal */
export async function emitBundle(
  console: Console,
  form: BundleForm,
  contents: BundleContents,
  options: BundleOptions,
): Promise<void> {
  const { name, namespace, out, force } = options
  const password = await passwordFor(console, form, options.passwordFile)
  const octets = await inOurWords(() =>
    makeBundle(form, contents, {
      ...(password === undefined ? {} : { password }),
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      now: new Date(console.now()),
    }),
  )
  const holdsKey = BUNDLE_FORMS[form].holdsKey && contents.privateKey !== undefined
  if (out === STANDARD_OUTPUT) {
    console.output.write(octets)
  } else if (out === undefined) {
    const text = new TextDecoder().decode(octets).trimEnd()
    await console.report({ json: { format: form, content: `${text}\n` }, text })
  } else {
    writeAtomically(out, octets, { force: force === true, mode: holdsKey ? OWNER_ONLY : PUBLIC })
    console.tell(`${whatIsIn(form, holdsKey)} written to ${out}`)
  }
}

function whatIsIn(form: BundleForm, holdsKey: boolean): string {
  if (form === 'key') return 'Private key'
  return holdsKey ? 'Certificate and private key' : 'Certificate'
}

async function passwordFor(
  console: Console,
  form: BundleForm,
  file: string | undefined,
): Promise<string | undefined> {
  if (form !== 'p12' && form !== 'jks') return undefined
  if (file !== undefined) return readPassword(console, file)
  const password = await askPassword(console, `New password of the ${form} store: `)
  if (password === (await askPassword(console, 'The same again: '))) return password
  throw new Refusal('the two passwords differ', 'run the command again')
}

/** From a file if one is named, else from the keyboard. @throws Refusal */
export async function askPassword(console: Console, question: string): Promise<string> {
  if (canAsk(console)) return askHidden(console, question)
  throw new Refusal(
    'the store has a password, and there is no terminal to ask for it',
    'give it with --password-file FILE, or - for standard input',
  )
}

/** What stands in a file goes without the line break that editors and echo leave at its end. */
export async function readPassword(console: Console, path: string): Promise<string> {
  return (await readInputText(console, path)).replace(/\r?\n$/, '')
}

const HINTS = {
  keyMissing: 'name it with --key FILE',
  passwordMissing: 'a store cannot go without one',
  passwordWrong: 'check the password and try again',
  passwordNotAscii: 'choose one of letters, digits and signs of the keyboard',
  malformedBundle: 'openssl asn1parse shows what the file is',
  unsupported: 'convert it with the program that made it, in its present form',
} as const satisfies Record<BundleError['code'], string>

/** @throws Refusal for what the bundles refuse */
export async function inOurWords<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof BundleError) throw new Refusal(error.message, HINTS[error.code], error)
    throw error
  }
}
