import {
  equalBytes,
  parseCertificate,
  signCertificate,
  type LintedTbs,
  type Signer,
} from '@certman/x509'
import { Problem } from '../pki/problem.ts'
import type { CaDependencies } from './dependencies.ts'

/**
 * Signs a certificate, and gives it out only if what came back is what was meant: a faulty device or memory must not make one
 * that nobody can verify (the incident of 2023-06-15). @returns DER
 */
export async function signVerified(
  { verify }: Pick<CaDependencies, 'verify'>,
  tbs: LintedTbs,
  signer: Signer,
): Promise<Uint8Array> {
  const der = await signCertificate(tbs, signer)
  const certificate = parseCertificate(der)
  if (!equalBytes(certificate.tbs, tbs))
    throw new Problem('internal', 'the signed bytes are not the linted ones')
  if (!verify(signer.algorithm, signer.publicKey, certificate.tbs, certificate.signature)) {
    throw new Problem('internal', 'the signature of a new certificate does not verify')
  }
  return der
}
