import { assertWritable, writeAtomically } from './output-file.ts'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'

export interface OutputOptions {
  readonly outCert?: string
  readonly outKey?: string
  readonly force?: true
}

/** What the server issued, or renewed. */
export interface Issued {
  readonly certificate: { readonly certificate_pem: string }
  readonly privateKey?: string | undefined
}

/** Before anything is issued: a key that is told once must have somewhere to go. @throws Refusal */
export function assertOutputs({ outCert, outKey, force }: OutputOptions): void {
  assertWritable([outCert, outKey], force === true)
}

/**
 * Writes the files that were asked for.
 * @returns the key, if there is one and no file took it: whoever calls prints it
 * @throws Refusal when a file cannot be written; a key has been printed by then
 */
export function writeIssued(
  console: Console,
  issued: Issued,
  { outCert, outKey, force }: OutputOptions,
): string | undefined {
  const { certificate, privateKey } = issued
  const how = { force: force === true }
  // The key first: the certificate can be had again.
  if (outKey !== undefined && privateKey !== undefined) {
    try {
      writeAtomically(outKey, endLine(privateKey), how)
    } catch (cause) {
      console.output.write(endLine(privateKey))
      const { message, hint } =
        cause instanceof Refusal ? cause : { message: String(cause), hint: '' }
      throw new Refusal(`${message}; the private key was printed instead, keep it`, hint, cause)
    }
  }
  if (outCert !== undefined) {
    writeAtomically(outCert, endLine(certificate.certificate_pem), how)
    console.tell(`Certificate written to ${outCert}`)
  }
  if (outKey === undefined) return privateKey
  if (privateKey !== undefined) console.tell(`Private key written to ${outKey}`)
  else console.say(`There is no private key for ${outKey}: whoever made the CSR has it.`)
  return undefined
}

const endLine = (pem: string): string => (pem.endsWith('\n') ? pem : `${pem}\n`)

/** What is said beside a key on standard output. */
export const KEY_IS_SHOWN_ONCE = 'The private key is shown only now; nobody else has it.'
