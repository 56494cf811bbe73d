import { NOT_AFTER, NOT_BEFORE, hash, serialNumber, signerOf } from './_keys.ts'
import type { Authority } from './_keys.ts'
import { encodeSignatureAlgorithm, signatureAlgorithmFor } from './algorithms.ts'
import { TAG } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import { writeExtension } from './extension.ts'
import type { Extension } from './extension.ts'
import { encodeAlternativeName } from './extensions/alternative-name.ts'
import { encodeAuthorityInfoAccess } from './extensions/authority-info-access.ts'
import { encodeBasicConstraints } from './extensions/basic-constraints.ts'
import { encodeDistributionPoint } from './extensions/distribution-point.ts'
import { encodeExtendedKeyUsage } from './extensions/extended-key-usage.ts'
import {
  encodeAuthorityKeyIdentifier,
  encodeSubjectKeyIdentifier,
  keyIdentifierOf,
} from './extensions/key-identifier.ts'
import { encodeKeyUsage } from './extensions/key-usage.ts'
import type { GeneralName } from './general-name.ts'
import { nameFrom } from './name.ts'
import type { Name } from './name.ts'
import { OID } from './oids.ts'
import type { PublicKey } from './public-key.ts'

/** Every field of a TBSCertificate, so that a test can break one of them; the builder itself cannot. */
export interface Fields {
  readonly version: number
  readonly serialNumber: Uint8Array
  /** AlgorithmIdentifier, DER. */
  readonly signature: Uint8Array
  readonly issuer: Name
  /** Time, DER. */
  readonly notBefore: Uint8Array
  readonly notAfter: Uint8Array
  readonly subject: Name
  readonly publicKey: PublicKey
  readonly extensions: readonly Extension[]
}

/** A time in the type that is asked for, right or wrong. */
export function timeOf(iso: string, tag: number): Uint8Array {
  const digits = iso.replace(/[-:T]/g, '')
  return encodeDer((der) => der.text(tag, tag === TAG.utcTime ? digits.slice(2) : digits))
}

export function dateOf(date: Date): Uint8Array {
  return encodeDer((der) => der.time(date))
}

/** The fields of a good leaf. */
export function leafFields(
  issuer: Authority,
  names: readonly GeneralName[] = [{ type: 'dns', value: 'example.com' }],
): Fields {
  const { publicKey } = signerOf('P-256', 'lint')
  return {
    ...commonFields(issuer, publicKey),
    subject: nameFrom({ commonName: 'example.com' }),
    extensions: [
      extension(
        OID.basicConstraints,
        true,
        encodeBasicConstraints({ ca: false, pathLength: null }),
      ),
      extension(OID.keyUsage, true, encodeKeyUsage(['digitalSignature'])),
      extension(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['serverAuth'])),
      extension(OID.subjectAltName, false, encodeAlternativeName(names)),
      ...sharedExtensions(issuer, publicKey),
    ],
  }
}

/** The fields of a good authority below another. */
export function authorityFields(issuer: Authority, pathLength: number | null): Fields {
  const { publicKey } = signerOf('P-256', 'lint')
  return {
    ...commonFields(issuer, publicKey),
    subject: nameFrom({ commonName: 'Below' }),
    extensions: [
      extension(OID.basicConstraints, true, encodeBasicConstraints({ ca: true, pathLength })),
      extension(OID.keyUsage, true, encodeKeyUsage(['keyCertSign', 'cRLSign'])),
      ...sharedExtensions(issuer, publicKey),
    ],
  }
}

export function encodeFields(fields: Fields): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      if (fields.version !== 1) der.tagged(0, () => der.smallInteger(fields.version - 1))
      der.integer(fields.serialNumber)
      der.raw(fields.signature)
      der.raw(fields.issuer.der)
      der.sequence(() => {
        der.raw(fields.notBefore)
        der.raw(fields.notAfter)
      })
      der.raw(fields.subject.der)
      der.raw(fields.publicKey.spki)
      if (fields.extensions.length === 0) return
      der.tagged(3, () =>
        der.sequence(() => fields.extensions.forEach((each) => writeExtension(der, each))),
      )
    }),
  )
}

export function extension(oid: string, critical: boolean, value: Uint8Array): Extension {
  return { oid, critical, value }
}

/** The list with one extension replaced, added, or (null) left out. */
export function replacing(
  list: readonly Extension[],
  oid: string,
  by: Extension | null,
): readonly Extension[] {
  const rest = list.filter((each) => each.oid !== oid)
  return by === null ? rest : [...rest, by]
}

function commonFields(
  issuer: Authority,
  publicKey: PublicKey,
): Omit<Fields, 'subject' | 'extensions'> {
  return {
    version: 3,
    serialNumber: serialNumber(),
    signature: encodeSignatureAlgorithm(signatureAlgorithmFor(issuer.signer.publicKey)),
    issuer: issuer.certificate.subject,
    notBefore: dateOf(NOT_BEFORE),
    notAfter: dateOf(NOT_AFTER),
    publicKey,
  }
}

function sharedExtensions(issuer: Authority, publicKey: PublicKey): readonly Extension[] {
  return [
    extension(
      OID.subjectKeyIdentifier,
      false,
      encodeSubjectKeyIdentifier(keyIdentifierOf(publicKey, hash)),
    ),
    extension(
      OID.authorityKeyIdentifier,
      false,
      encodeAuthorityKeyIdentifier(keyIdentifierOf(issuer.signer.publicKey, hash)),
    ),
    extension(
      OID.cRLDistributionPoints,
      false,
      encodeDistributionPoint(['http://pki.example/crl/1.crl']),
    ),
    extension(
      OID.authorityInfoAccess,
      false,
      encodeAuthorityInfoAccess(
        ['http://pki.example/ocsp/1'],
        ['https://pki.example:8443/ca/1.crt'],
      ),
    ),
  ]
}
