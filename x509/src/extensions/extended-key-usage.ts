import type { DerReader } from '../der/reader.ts'
import { encodeDer } from '../der/writer.ts'
import { OID } from '../oids.ts'

/** The purposes that have names here; any other is a dotted object identifier. */
export type ExtendedKeyUsage =
  | 'serverAuth'
  | 'clientAuth'
  | 'codeSigning'
  | 'emailProtection'
  | 'timeStamping'
  | 'ocspSigning'

const PURPOSES: Readonly<Record<ExtendedKeyUsage, string>> = {
  serverAuth: OID.serverAuth,
  clientAuth: OID.clientAuth,
  codeSigning: OID.codeSigning,
  emailProtection: OID.emailProtection,
  timeStamping: OID.timeStamping,
  ocspSigning: OID.ocspSigning,
}

/** The object identifier of a purpose. */
export function purposeOid(purpose: ExtendedKeyUsage): string {
  return PURPOSES[purpose]
}

/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280 §4.2.1.12) */
export function encodeExtendedKeyUsage(purposes: readonly ExtendedKeyUsage[]): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      for (const purpose of purposes) der.objectIdentifier(PURPOSES[purpose])
    }),
  )
}

/** The purposes as dotted object identifiers. */
export function readExtendedKeyUsage(reader: DerReader): readonly string[] {
  const sequence = reader.sequence()
  const purposes: string[] = []
  do purposes.push(sequence.objectIdentifier())
  while (!sequence.atEnd)
  return purposes
}
