import { encodeSignatureAlgorithm, signatureAlgorithmFor } from '../../algorithms.ts'
import { equalBytes } from '../../bytes.ts'
import { OID } from '../../oids.ts'
import { always } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** Whether an extension must be critical; null where it must not appear, and `either` where another rule decides. */
type Criticality = boolean | 'either' | null

interface Issued {
  readonly leaf: Criticality
  readonly responder: Criticality
  readonly authority: Criticality
}

/** Every extension that is issued: in leaves, in responders, in authorities. What is not here is not issued. */
const ISSUED: ReadonlyMap<string, Issued> = new Map([
  [OID.basicConstraints, { leaf: true, responder: null, authority: true }], // RFC 5280 §4.2.1.9
  [OID.keyUsage, { leaf: true, responder: true, authority: true }], // RFC 5280 §4.2.1.3
  [OID.extendedKeyUsage, { leaf: false, responder: false, authority: false }],
  [OID.subjectAltName, { leaf: 'either', responder: null, authority: null }], // subjectAltNameCriticality
  [OID.subjectKeyIdentifier, { leaf: false, responder: false, authority: false }], // RFC 5280 §4.2.1.2
  [OID.authorityKeyIdentifier, { leaf: false, responder: false, authority: false }], // RFC 5280 §4.2.1.1
  [OID.cRLDistributionPoints, { leaf: false, responder: null, authority: false }],
  [OID.authorityInfoAccess, { leaf: false, responder: null, authority: false }], // RFC 5280 §4.2.2.1
  [OID.ocspNoCheck, { leaf: null, responder: false, authority: null }], // RFC 6960 §4.2.2.2.1
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
      const kind = profile === 'root' ? 'authority' : profile
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
