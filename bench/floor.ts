import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
  type KeyPairKeyObjectResult,
} from 'node:crypto'

/** What the cryptography of an issuance costs when nothing else is done: the floor that everything is measured against. */
export interface CryptographicFloor {
  /** One P-256 signature over a TBSCertificate's length of octets. */
  readonly sign: () => unknown
  /** What a certificate from a P-256 request cannot do without: import, verify; sign; verify what was signed. */
  readonly fromRequest: () => unknown
  /** What a managed P-256 key cannot do without: generate, export; sign; verify what was signed. */
  readonly managed: () => unknown
}

export const FLOOR_NAMES = {
  sign: 'one P-256 signature',
  fromRequest: 'import + verify + sign + verify',
  managed: 'generate + export + sign + verify',
} as const satisfies Record<keyof CryptographicFloor, string>

const TBS_LENGTH = 450

export function cryptographicFloor(): CryptographicFloor {
  const issuer = p256()
  const subject = p256()
  const spki = subject.publicKey.export({ format: 'der', type: 'spki' })
  const data = Buffer.alloc(TBS_LENGTH, 0x30)
  const proof = sign('sha256', data, subject.privateKey)
  return {
    sign: () => sign('sha256', data, issuer.privateKey),
    fromRequest: () => {
      const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
      if (!verify('sha256', data, key, proof)) throw new Error('the floor does not verify')
      signAndVerify(data, issuer)
    },
    managed: () => {
      p256().privateKey.export({ format: 'pem', type: 'pkcs8' })
      signAndVerify(data, issuer)
    },
  }
}

function p256(): KeyPairKeyObjectResult {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function signAndVerify(
  data: Buffer,
  { privateKey, publicKey }: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
): void {
  const signature = sign('sha256', data, privateKey)
  if (!verify('sha256', data, publicKey, signature)) throw new Error('the floor does not verify')
}
