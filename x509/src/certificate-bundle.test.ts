import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { requireTool } from '../../test/_kit/tools.ts'
import { authority, rootAuthority } from './_keys.ts'
import { equalBytes } from './bytes.ts'
import { encodeCertificateBundle } from './certificate-bundle.ts'
import { decodePem } from './pem.ts'

const openssl = requireTool('openssl')
const root = rootAuthority({ kind: 'P-384' })
const issuing = authority(root, { commonName: 'Test Issuing' })
const other = authority(root, { commonName: 'Test Other', kind: 'RSA-2048' })

/** What OpenSSL finds in the bundle, as DER. */
function openedByOpenssl(bundle: Uint8Array): readonly Uint8Array[] {
  const { status, stdout, stderr } = spawnSync(
    openssl ?? '',
    ['pkcs7', '-inform', 'DER', '-print_certs'],
    { input: bundle, encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  expect(status).toBe(0)
  // The bundle's names stand between the blocks, where RFC 7468 §2 allows explanatory text.
  return decodePem(stdout).map(({ der }) => der)
}

describe.skipIf(openssl === null)('RFC 5280 §4.2.2.1: a "certs-only" CMS message', () => {
  test.each([
    ['one', [root]],
    ['a chain', [issuing, root]],
    ['three with keys of different kinds', [other, issuing, root]],
  ])('OpenSSL reads a bundle of %s', (_name, authorities) => {
    const certificates = authorities.map(({ certificate }) => certificate.der)
    const found = openedByOpenssl(encodeCertificateBundle(certificates))
    expect(found).toHaveLength(certificates.length)
    for (const der of certificates) expect(found.some((one) => equalBytes(one, der))).toBe(true)
  })

  test('X.690 §11.6: DER whatever the order of the certificates', () => {
    const [first, second] = [issuing.certificate.der, root.certificate.der]
    expect(encodeCertificateBundle([first, second])).toEqual(
      encodeCertificateBundle([second, first]),
    )
  })

  test('no certificate: a bundle all the same', () => {
    expect(openedByOpenssl(encodeCertificateBundle([]))).toEqual([])
  })
})
