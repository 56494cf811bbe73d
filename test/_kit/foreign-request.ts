import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

/** A certification request for `commonName` with a key of its own, as PEM: made by @peculiar/x509, not by us. */
export async function makeForeignRequest(
  commonName: string,
  algorithm: EcKeyGenParams | RsaHashedKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' },
): Promise<string> {
  x509.cryptoProvider.set(crypto)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: { name: algorithm.name, hash: 'SHA-256' },
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: commonName }])],
  })
  return request.toString('pem').replaceAll('\r\n', '\n').trimEnd()
}

/** 1024 bits: what no CA may certify any more (NIST SP 800-57 part 1 §5.6.1). */
export const WEAK_RSA: RsaHashedKeyGenParams = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 1024,
  publicExponent: new Uint8Array([1, 0, 1]),
}
