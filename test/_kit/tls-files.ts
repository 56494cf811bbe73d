import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { X509CertificateGenerator } from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** A self-signed certificate and its key as PEM files, made by somebody else's library. */
export async function createTlsFiles(
  directory: string,
  name: string,
  days: number,
): Promise<{ readonly cert: string; readonly key: string }> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + days * 86_400_000),
      signingAlgorithm: ALGORITHM,
      keys,
    },
    crypto,
  )
  const cert = join(directory, `${name}.pem`)
  const key = join(directory, `${name}.key`)
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  writeFileSync(cert, certificate.toString('pem'))
  writeFileSync(
    key,
    `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  )
  return { cert, key }
}
