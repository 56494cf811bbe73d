import type { PublicKey, Signer } from '@certman/x509'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { SecretText } from '../pki/secret-text.ts'

/**
 * The seam of secrets: whoever holds private keys of CAs (sealed blobs here, an HSM or a cloud's KMS later) makes them,
 * and lends a `Signer`. What it returns as `sealed` is opaque to everybody else: a blob here, a handle there.
 */
export interface KeyStore {
  /** Makes a CA key, bound to the CA's id. With a passphrase the key opens only with it. */
  generate(key: {
    readonly authorityId: Uuid
    readonly algorithm: KeyAlgorithm
    readonly passphrase: Passphrase | undefined
  }): Promise<GeneratedKey>
  /**
   * Takes over a CA key that was made elsewhere; its octets are wiped.
   * @throws Problem `invalidRequest` when it is no private key that we know, or its password is another one
   */
  takeOver(key: {
    readonly authorityId: Uuid
    /** PEM (PKCS#8, also encrypted, PKCS#1, SEC 1) or PKCS#8 as DER. */
    readonly privateKey: Uint8Array
    /** That the key is encrypted with, where it comes from. */
    readonly password: SecretText | undefined
    readonly passphrase: Passphrase | undefined
  }): Promise<GeneratedKey>
  /**
   * Opens a CA key for signing. Keys without a passphrase stay open in memory (per version of the sealed blob); one with a
   * passphrase lives until the lease is disposed of.
   * @throws Problem `passphraseMissing` | `passphraseWrong`; `internal` when the blob is damaged or not ours
   */
  open(key: {
    readonly authorityId: Uuid
    readonly sealedKey: Uint8Array
    readonly version: number
    readonly passphrase: Passphrase | undefined
  }): Promise<SignerLease>
  /** A key for somebody else: made, returned once as PKCS#8 PEM, kept nowhere. RSA is made off the main thread. */
  generateManaged(algorithm: KeyAlgorithm): Promise<ManagedKey>
}

export interface ManagedKey {
  readonly publicKey: PublicKey
  /** PKCS#8 (RFC 5958) as PEM: LF, 64 columns, no trailing newline. */
  readonly privateKeyPem: string
}

export interface GeneratedKey {
  readonly publicKey: PublicKey
  readonly sealedKey: Uint8Array
  readonly lease: SignerLease
}

/** A signer for one act. Disposing of it ends the use of the key. */
export interface SignerLease extends Disposable {
  readonly signer: Signer
}

/**
 * A passphrase that refuses to be printed: String(), JSON and inspection show `[passphrase]`. Its bytes are wiped by
 * `wipe()`, as far as the runtime allows (the string it came from is the engine's).
 */
export interface Passphrase {
  /** UTF-8 of the NFKC form. */
  bytes(): Uint8Array
  wipe(): void
}
