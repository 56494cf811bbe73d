import { createPrivateKey, type KeyObject } from 'node:crypto'
import { BundleError, readBundle } from '@certman/bundles'
import type { BundleContents } from '@certman/bundles'
import { askPassword, inOurWords, readPassword } from './bundled.ts'
import type { Console } from './console.ts'
import { readInput } from './input-file.ts'
import { parseKey } from './own-key.ts'

/** What several files hold together. */
export interface FilesContents {
  /** DER, each once, in the order of the files. */
  readonly certificates: readonly Uint8Array[]
  readonly privateKey: KeyObject | undefined
}

/** PKCS#8, PKCS#1 and SEC 1, encrypted or not. */
const KEY_BLOCK =
  /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----[^]*?-----END ([A-Z0-9]+ )*PRIVATE KEY-----/
/** Between the curve and the key of what OpenSSL writes for `ecparam -genkey`; the key says it again. */
const PARAMETERS = /-----BEGIN EC PARAMETERS-----[^]*?-----END EC PARAMETERS-----/

/** @param passwordFile of stores among them; asked for where it is needed and not given @throws Refusal */
export async function readFiles(
  console: Console,
  paths: readonly string[],
  passwordFile: string | undefined,
): Promise<FilesContents> {
  const certificates = new Map<string, Uint8Array>()
  let privateKey: KeyObject | undefined
  const given = passwordFile === undefined ? undefined : await readPassword(console, passwordFile)
  for (const path of paths) {
    const octets = await readInput(console, path)
    const text = octets.toString('latin1')
    const pem = KEY_BLOCK.exec(text)?.[0]
    if (pem !== undefined) privateKey ??= parseKey(pem, path)
    const rest =
      pem === undefined
        ? octets
        : Buffer.from(text.replace(KEY_BLOCK, '').replace(PARAMETERS, ''), 'latin1')
    if (pem !== undefined && !rest.includes('-----BEGIN ')) continue
    const contents = await inOurWords(() => open(console, path, rest, given))
    for (const der of contents.certificates) certificates.set(Buffer.from(der).toString('hex'), der)
    if (contents.privateKey !== undefined) privateKey ??= keyFrom(contents.privateKey)
  }
  return { certificates: [...certificates.values()], privateKey }
}

async function open(
  console: Console,
  path: string,
  octets: Uint8Array,
  password: string | undefined,
): Promise<BundleContents> {
  try {
    return await readBundle(octets, password)
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== 'passwordMissing') throw error
    return readBundle(octets, await askPassword(console, `Password of ${path}: `))
  }
}

function keyFrom(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
}
