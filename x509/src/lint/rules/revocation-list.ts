import { encodeSignatureAlgorithm, signatureAlgorithmFor } from '../../algorithms.ts'
import { equalBytes } from '../../bytes.ts'
import type { Certificate } from '../../certificate.ts'
import { TAG } from '../../der/tag.ts'
import { OID } from '../../oids.ts'
import type { TbsCertList } from '../../tbs-cert-list.ts'
import { faultOfAddresses } from './address.ts'
import { duplicateSerialNumber, faultOfEntries } from './revoked-certificates.ts'

/** What the rules may look at: the final octets as they were read again, and the issuer. */
export interface RevocationListContext {
  readonly list: TbsCertList
  readonly issuer: Certificate
  readonly entriesVerified: boolean
}

export interface RevocationListRule {
  readonly name: string
  readonly citation: string
  /** What is wrong, or null. */
  readonly check: (context: RevocationListContext) => string | null
}

/** Every extension that is issued in a list, and whether it is critical (RFC 5280 §5.2.1, §5.2.3, §5.2.5). */
const ISSUED: ReadonlyMap<string, boolean> = new Map([
  [OID.authorityKeyIdentifier, false],
  [OID.cRLNumber, false],
  [OID.issuingDistributionPoint, true],
])

/** The two rules about entries, which are also judged while a list is being made (EntriesLint). */
export const FORM_OF_ENTRIES = {
  rule: 'revokedCertificateForm',
  citation: 'RFC 5280 §5.3',
} as const
export const ONE_ENTRY_EACH = {
  rule: 'revokedCertificateOnce',
  citation: 'RFC 5280 §5.1.2.6',
} as const

export const REVOCATION_LIST_RULES: readonly RevocationListRule[] = [
  {
    name: 'listVersion2',
    citation: 'RFC 5280 §5.1.2.1',
    check: ({ list }) => (list.version === 2 ? null : `the version is ${list.version}, not 2`),
  },
  {
    name: 'listSignatureOfIssuerKey',
    citation: 'RFC 5280 §5.1.2.2',
    check: ({ list, issuer }) => {
      const algorithm = signatureAlgorithmFor(issuer.publicKey)
      return equalBytes(list.signature, encodeSignatureAlgorithm(algorithm))
        ? null
        : `the signature algorithm is not ${algorithm}, which follows from the issuer's key`
    },
  },
  {
    name: 'listIssuerName',
    citation: 'RFC 5280 §5.1.2.3',
    check: ({ list, issuer }) =>
      equalBytes(list.issuer.der, issuer.subject.der)
        ? null
        : "the issuer's name differs from the subject of its certificate",
  },
  {
    name: 'issuerSignsLists',
    citation: 'RFC 5280 §4.2.1.3',
    check: ({ issuer: { decoded } }) =>
      decoded.keyUsage === undefined || decoded.keyUsage.includes('cRLSign')
        ? null
        : "the issuer's key must not sign lists",
  },
  {
    name: 'listTimeType',
    citation: 'RFC 5280 §5.1.2.4',
    check: ({ list: { thisUpdate, nextUpdate } }) => {
      for (const { tag, value } of nextUpdate ? [thisUpdate, nextUpdate] : [thisUpdate]) {
        const utc = value.getUTCFullYear() < 2050
        if (tag !== (utc ? TAG.utcTime : TAG.generalizedTime)) {
          return `${value.toISOString()} must be a ${utc ? 'UTCTime' : 'GeneralizedTime'}`
        }
      }
      return null
    },
  },
  {
    name: 'nextUpdateLater',
    citation: 'RFC 5280 §5.1.2.5',
    check: ({ list: { thisUpdate, nextUpdate } }) => {
      if (nextUpdate === undefined) return 'nextUpdate is missing'
      return nextUpdate.value > thisUpdate.value
        ? null
        : `nextUpdate ${nextUpdate.value.toISOString()} is not after thisUpdate ${thisUpdate.value.toISOString()}`
    },
  },
  {
    name: 'listExtensions',
    citation: 'RFC 5280 §5.2',
    check: ({ list }) => {
      for (const { oid, critical } of list.extensions) {
        const expected = ISSUED.get(oid)
        if (expected === undefined) return `the extension ${oid} is not issued in a list`
        if (expected !== critical)
          return `the extension ${oid} must${expected ? '' : ' not'} be critical`
      }
      return null
    },
  },
  {
    name: 'listAuthorityKeyIdentifier',
    citation: 'RFC 5280 §5.2.1',
    check: ({ list, issuer }) => {
      const own = list.decoded.authorityKeyIdentifier?.keyIdentifier
      if (own === undefined) return 'the authority key identifier is missing'
      const { subjectKeyIdentifier } = issuer.decoded
      return subjectKeyIdentifier !== undefined && equalBytes(own, subjectKeyIdentifier)
        ? null
        : "the authority key identifier is not the issuer's subject key identifier"
    },
  },
  {
    name: 'crlNumberPresent',
    citation: 'RFC 5280 §5.2.3',
    check: ({ list }) => (list.decoded.number === undefined ? 'the CRL number is missing' : null),
  },
  {
    name: 'issuingDistributionPoint',
    citation: 'RFC 5280 §5.2.5',
    check: ({ list }) => {
      const point = list.decoded.distributionPoint
      if (point === undefined) return null
      if (point.fullName === undefined) return 'a partition has no address'
      if (point.onlyContainsUserCerts && point.onlyContainsCaCerts)
        return 'a partition is said to be only of leaves and only of authorities'
      if (point.indirectCrl || point.onlyContainsAttributeCerts || point.onlySomeReasons)
        return 'a partition is by address and kind of certificate alone'
      return faultOfAddresses(point.fullName)
    },
  },
  {
    name: 'revokedCertificatesNotEmpty',
    citation: 'RFC 5280 §5.1.2.6',
    check: ({ list }) =>
      list.encodedEntries?.length === 0
        ? 'without revoked certificates the list of them must be absent'
        : null,
  },
  {
    name: FORM_OF_ENTRIES.rule,
    citation: FORM_OF_ENTRIES.citation,
    check: ({ list, entriesVerified }) =>
      entriesVerified || !list.encodedEntries ? null : faultOfEntries(list.encodedEntries),
  },
  {
    name: ONE_ENTRY_EACH.rule,
    citation: ONE_ENTRY_EACH.citation,
    check: ({ list, entriesVerified }) => {
      if (entriesVerified || !list.encodedEntries) return null
      const serial = duplicateSerialNumber(list.encodedEntries)
      return serial === null ? null : `the serial number ${serial} stands twice`
    },
  },
]
