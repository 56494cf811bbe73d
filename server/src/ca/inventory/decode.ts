import {
  commonNameOf,
  decodePem,
  parseCertificate,
  parseCertificationRequest,
  parseRevocationList,
  verifyProofOfPossession,
  X509Error,
  type PemBlock,
} from '@certman/x509'
import {
  describeCertificate,
  describeList,
  describeRequest,
  type DescribedObject,
} from '../../pki/describe.ts'
import { Problem } from '../../pki/problem.ts'
import type { CaDependencies } from '../dependencies.ts'

type DecodeDependencies = Pick<CaDependencies, 'assertStrongKey' | 'verify'>

const FIELD = { field: 'pem' } as const
const MOST_BLOCKS = 20

/**
 * What PEM blocks say: certificates, certification requests, revocation lists. Nothing is believed and nothing is kept.
 * @throws Problem `invalidRequest` for what is none of them; for a private key, which nobody should have sent
 */
export function decode(deps: DecodeDependencies, pem: string): readonly DescribedObject[] {
  const blocks = blocksIn(pem)
  if (blocks.some(({ label }) => label.includes('PRIVATE KEY'))) {
    throw new Problem(
      'invalidRequest',
      'pem holds a private key, which does not belong here; paste the certificate, request or list only',
      FIELD,
    )
  }
  if (blocks.length === 0) {
    throw new Problem(
      'invalidRequest',
      'pem holds no PEM block; paste everything from "-----BEGIN" to "-----"',
      FIELD,
    )
  }
  if (blocks.length > MOST_BLOCKS) {
    throw new Problem(
      'invalidRequest',
      `pem holds ${blocks.length} blocks > ${MOST_BLOCKS}; paste fewer`,
      FIELD,
    )
  }
  return blocks.map((block) => describeBlock(deps, block))
}

function blocksIn(pem: string): readonly PemBlock[] {
  try {
    return decodePem(pem)
  } catch (error) {
    if (!(error instanceof X509Error)) throw error
    throw new Problem('invalidRequest', `pem cannot be read: ${error.message}`, {
      ...FIELD,
      cause: error,
    })
  }
}

function describeBlock(deps: DecodeDependencies, { label, der }: PemBlock): DescribedObject {
  try {
    switch (label) {
      case 'CERTIFICATE':
      case 'X509 CERTIFICATE':
      case 'TRUSTED CERTIFICATE':
        return describeCertificate(parseCertificate(der), deps.assertStrongKey)
      case 'CERTIFICATE REQUEST':
      case 'NEW CERTIFICATE REQUEST': {
        const request = parseCertificationRequest(der)
        const proved = verifyProofOfPossession(request, deps.verify)
        return {
          ...describeRequest(request, proved, deps.assertStrongKey),
          commonName: commonNameOf(request.subject) ?? null,
        }
      }
      case 'X509 CRL':
        return describeList(parseRevocationList(der))
      default:
        throw new Problem(
          'invalidRequest',
          `pem holds a block named ${label}; only certificates, certification requests and revocation lists are decoded`,
          FIELD,
        )
    }
  } catch (error) {
    if (!(error instanceof X509Error)) throw error
    throw new Problem('invalidRequest', `the block ${label} cannot be read: ${error.message}`, {
      ...FIELD,
      cause: error,
    })
  }
}
