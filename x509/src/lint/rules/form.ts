import { encodeSignatureAlgorithm, signatureAlgorithmFor } from '../../algorithms.ts'
import { equalBytes } from '../../bytes.ts'
import { OID } from '../../oids.ts'
import { always } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** Whether an extension must be critical; null where it must not appear, and `either` where another rule decides. */
type Criticality = boolean | 'either' | null

/** Every extension that is issued: in leaves, in authorities. What is not here is not issued. */
const ISSUED: ReadonlyMap<string, { readonly leaf: Criticality; readonly authority: Criticality }> =
  new Map([
    [OID.basicConstraints, { leaf: true, authority: true }], // RFC 5280 §4.2.1.9
    [OID.keyUsage, { leaf: true, authority: true }], // RFC 5280 §4.2.1.3
    [OID.extendedKeyUsage, { leaf: false, authority: false }],
    [OID.subjectAltName, { leaf: 'either', authority: null }], // rule subjectAltNameCriticality
    [OID.subjectKeyIdentifier, { leaf: false, authority: false }], // RFC 5280 §4.2.1.2
    [OID.authorityKeyIdentifier, { leaf: false, authority: false }], // RFC 5280 §4.2.1.1
    [OID.cRLDistributionPoints, { leaf: false, authority: false }],
    [OID.authorityInfoAccess, { leaf: false, authority: false }], // RFC 5280 §4.2.2.1
  ])

export const FORM_RULES: readonly Rule[] = [
  {
    name: 'version3',
    citation: 'RFC 5280 §4.1.2.1',
    applies: always,
    check: ({ tbs }) => (tbs.version === 3 ? null : `the version is ${tbs.version}, not 3`),
  },
  {
    name: 'signatureOfIssuerKey',
    citation: 'RFC 5280 §4.1.2.3',
    applies: always,
    check: ({ tbs, issuerKey }) => {
      const algorithm = signatureAlgorithmFor(issuerKey)
      return equalBytes(tbs.signature, encodeSignatureAlgorithm(algorithm))
        ? null
        : `the signature algorithm is not ${algorithm}, which follows from the issuer's key`
    },
  },
  {
    name: 'knownExtensions',
    citation: 'RFC 5280 §4.2',
    applies: always,
    check: ({ tbs, profile }) => {
      const kind = profile === 'leaf' ? 'leaf' : 'authority'
      for (const { oid, critical } of tbs.extensions) {
        const expected = ISSUED.get(oid)?.[kind] ?? null
        if (expected === null)
          return `the extension ${oid} is not issued in a certificate of this kind`
        if (expected !== 'either' && expected !== critical) {
          return `the extension ${oid} must${expected ? '' : ' not'} be critical`
        }
      }
      return null
    },
  },
]
