import { equalBytes } from '../../bytes.ts'
import { always, hasIssuer, isAuthority, isEndEntity } from '../rule.ts'
import type { Rule } from '../rule.ts'

export const AUTHORITY_RULES: readonly Rule[] = [
  {
    name: 'leafIsNoAuthority',
    citation: 'RFC 5280 §4.2.1.9',
    applies: isEndEntity,
    check: ({ tbs }) => {
      const constraints = tbs.decoded.basicConstraints
      if (constraints === undefined) return null
      if (constraints.ca) return 'a leaf must not be an authority'
      return constraints.pathLength === null ? null : 'a leaf must not have a path length'
    },
  },
  {
    name: 'authorityBasicConstraints',
    citation: 'RFC 5280 §4.2.1.9',
    applies: isAuthority,
    check: ({ tbs }) =>
      tbs.decoded.basicConstraints?.ca === true
        ? null
        : 'an authority must have basic constraints that say so',
  },
  {
    name: 'issuerIsAuthority',
    citation: 'RFC 5280 §6.1.4',
    applies: hasIssuer,
    check: ({ issuer }) => {
      const { basicConstraints, keyUsage } = issuer!.decoded // hasIssuer
      if (basicConstraints?.ca !== true) return 'the issuer is not an authority'
      return keyUsage === undefined || keyUsage.includes('keyCertSign')
        ? null
        : "the issuer's key must not sign certificates"
    },
  },
  {
    name: 'pathLengthBelowIssuer',
    citation: 'RFC 5280 §4.2.1.9',
    applies: (context) => hasIssuer(context) && isAuthority(context),
    check: ({ tbs, issuer }) => {
      const limit = issuer!.decoded.basicConstraints?.pathLength ?? null // hasIssuer
      if (limit === null) return null
      if (limit === 0) return "the issuer's path length 0 allows no authority below it"
      const own = tbs.decoded.basicConstraints?.pathLength ?? null
      return own !== null && own < limit
        ? null
        : `the path length ${own ?? 'without limit'} is not below the issuer's ${limit}`
    },
  },
  {
    name: 'issuerName',
    citation: 'RFC 5280 §4.1.2.4',
    applies: always,
    check: ({ tbs, issuer }) =>
      equalBytes(tbs.issuer.der, issuer === null ? tbs.subject.der : issuer.subject.der)
        ? null
        : "the issuer's name differs from the subject of its certificate",
  },
  {
    name: 'subjectKeyIdentifierPresent',
    citation: 'RFC 5280 §4.2.1.2',
    applies: always,
    check: ({ tbs }) =>
      tbs.decoded.subjectKeyIdentifier === undefined
        ? 'the subject key identifier is missing'
        : null,
  },
  {
    name: 'authorityKeyIdentifierOfIssuer',
    citation: 'RFC 5280 §4.2.1.1',
    applies: always,
    check: ({ tbs, issuer }) => {
      const own = tbs.decoded.authorityKeyIdentifier?.keyIdentifier
      if (own === undefined) return 'the authority key identifier is missing'
      const { subjectKeyIdentifier } = issuer === null ? tbs.decoded : issuer.decoded
      return subjectKeyIdentifier !== undefined && equalBytes(own, subjectKeyIdentifier)
        ? null
        : "the authority key identifier is not the issuer's subject key identifier"
    },
  },
]
