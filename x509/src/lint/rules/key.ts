import type { KeyUsage } from '../../extensions/key-usage.ts'
import { OID } from '../../oids.ts'
import type { PublicKey } from '../../public-key.ts'
import { always, isAuthority, isEndEntity } from '../rule.ts'
import type { LintContext, Rule } from '../rule.ts'

const MIN_RSA_BITS = 2048

/** What a key can do at all (RFC 3279 §2.3.1, RFC 5480 §3, RFC 8410 §5). */
const POSSIBLE = {
  rsa: [
    'digitalSignature',
    'nonRepudiation',
    'keyEncipherment',
    'dataEncipherment',
    'keyCertSign',
    'cRLSign',
  ],
  ec: [
    'digitalSignature',
    'nonRepudiation',
    'keyAgreement',
    'keyCertSign',
    'cRLSign',
    'encipherOnly',
    'decipherOnly',
  ],
  ed25519: ['digitalSignature', 'nonRepudiation', 'keyCertSign', 'cRLSign'],
} as const satisfies Record<PublicKey['family'], readonly KeyUsage[]>

const OF_AUTHORITIES: readonly KeyUsage[] = ['digitalSignature', 'keyCertSign', 'cRLSign']

export const KEY_RULES: readonly Rule[] = [
  {
    name: 'publicKeySize',
    citation: 'NIST SP 800-57 Part 1 §5.6.1',
    applies: always,
    check: ({ tbs: { publicKey } }) =>
      publicKey.family === 'rsa' && publicKey.bits < MIN_RSA_BITS
        ? `the RSA key has ${publicKey.bits} bits < ${MIN_RSA_BITS} bits`
        : null,
  },
  {
    name: 'keyUsagePresent',
    citation: 'RFC 5280 §4.2.1.3',
    applies: always,
    check: (context) => (usagesOf(context).length > 0 ? null : 'the key usage is missing'),
  },
  {
    name: 'keyUsageOfKeyType',
    citation: 'RFC 5280 §4.2.1.3',
    applies: always,
    check: (context) => {
      const { family } = context.tbs.publicKey
      const possible: readonly KeyUsage[] = POSSIBLE[family]
      const wrong = usagesOf(context).find((usage) => !possible.includes(usage))
      return wrong === undefined
        ? null
        : `a key of the family ${family} cannot be used for ${wrong}`
    },
  },
  {
    name: 'leafKeyUsage',
    citation: 'RFC 5280 §4.2.1.9',
    applies: isEndEntity,
    check: (context) => {
      const wrong = usagesOf(context).find(
        (usage) => usage === 'keyCertSign' || usage === 'cRLSign',
      )
      return wrong === undefined ? null : `a leaf must not have the key usage ${wrong}`
    },
  },
  {
    name: 'authorityKeyUsage',
    citation: 'RFC 5280 §4.2.1.3',
    applies: isAuthority,
    check: (context) => {
      const usages = usagesOf(context)
      if (!usages.includes('keyCertSign') || !usages.includes('cRLSign')) {
        return 'an authority must have the key usages keyCertSign and cRLSign'
      }
      const wrong = usages.find((usage) => !OF_AUTHORITIES.includes(usage))
      return wrong === undefined ? null : `an authority must not have the key usage ${wrong}`
    },
  },
  {
    name: 'extendedKeyUsageNarrow',
    citation: 'RFC 5280 §4.2.1.12',
    applies: always,
    check: ({ tbs }) =>
      tbs.decoded.extendedKeyUsage?.includes(OID.anyExtendedKeyUsage)
        ? 'the purpose anyExtendedKeyUsage is not issued'
        : null,
  },
]

function usagesOf({ tbs }: LintContext): readonly KeyUsage[] {
  return tbs.decoded.keyUsage ?? []
}
