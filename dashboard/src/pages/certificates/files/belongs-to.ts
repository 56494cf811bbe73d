const HASHES = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' } as const

/** Whether a private key is that of a certificate: it signs here, and the certificate's key verifies. */
export async function belongsTo(
  keyPem: string,
  certificatePem: string,
): Promise<'fits' | 'other' | 'unreadable'> {
  const { decodePem, parseCertificate } = await import('@certman/x509')
  const block = decodePem(keyPem).find(({ label }) => label === 'PRIVATE KEY')
  const certificate = decodePem(certificatePem)[0]
  if (block === undefined || certificate === undefined) return 'unreadable'
  const { publicKey } = parseCertificate(certificate.der)
  const algorithm =
    publicKey.family === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : publicKey.family === 'ec'
        ? { name: 'ECDSA', namedCurve: publicKey.curve, hash: HASHES[publicKey.curve] }
        : { name: 'Ed25519' }
  try {
    const pkcs8 = new Uint8Array(block.der)
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
    const spki = new Uint8Array(publicKey.spki)
    const theirs = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify'])
    const message = crypto.getRandomValues(new Uint8Array(32))
    const signature = await crypto.subtle.sign(algorithm, key, message)
    const fits = await crypto.subtle.verify(algorithm, theirs, signature, message)
    return fits ? 'fits' : 'other'
  } catch {
    // A key of another kind does not even import.
    return 'other'
  }
}
