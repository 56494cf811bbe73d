import { OID } from '../../oids.ts'
import { always, isResponder } from '../rule.ts'
import type { Rule } from '../rule.ts'

export const RESPONDER_RULES: readonly Rule[] = [
  {
    name: 'ocspSigningOnlyInResponders',
    citation: 'RFC 6960 §4.2.2.2',
    // Whoever holds such a certificate speaks for the issuer on every certificate that it issued.
    applies: always,
    check: ({ tbs, profile }) =>
      profile !== 'responder' && tbs.decoded.extendedKeyUsage?.includes(OID.ocspSigning)
        ? 'only a responder may have the purpose OCSPSigning'
        : null,
  },
  {
    name: 'responderPurpose',
    citation: 'RFC 6960 §4.2.2.2',
    applies: isResponder,
    check: ({ tbs }) => {
      const purposes = tbs.decoded.extendedKeyUsage ?? []
      return purposes.length === 1 && purposes[0] === OID.ocspSigning
        ? null
        : 'a responder must have the purpose OCSPSigning and no other'
    },
  },
  {
    name: 'responderKeyUsage',
    citation: 'RFC 6960 §4.2.2.2',
    applies: isResponder,
    check: ({ tbs }) => {
      const usages = tbs.decoded.keyUsage ?? []
      return usages.length === 1 && usages[0] === 'digitalSignature'
        ? null
        : 'a responder must have the key usage digitalSignature and no other'
    },
  },
  {
    name: 'responderNoCheck',
    citation: 'RFC 6960 §4.2.2.2.1',
    applies: isResponder,
    check: ({ tbs }) =>
      tbs.decoded.ocspNoCheck ? null : 'a responder must have id-pkix-ocsp-nocheck',
  },
  {
    name: 'responderSubject',
    citation: 'RFC 5280 §4.1.2.6',
    applies: isResponder,
    // Without alternative names nothing else would name it.
    check: ({ tbs }) =>
      tbs.subject.rdns.length > 0 ? null : 'the subject of a responder is empty',
  },
]
