import { readFileSync } from 'node:fs'
import type { CertificationAuthority } from '../ca/certification-authority.ts'
import type { Instance } from '../compose.ts'
import type { TlsIdentity } from '../http/listen.ts'
import { ownCertificate } from './own-certificate.ts'
import { Problem } from '../pki/problem.ts'

/**
 * What the listener shows its clients, as CERTMAN_TLS says; undefined: plain HTTP.
 * @throws Problem `unavailable` naming the setting whose file cannot be read
 */
export async function tlsIdentity(
  instance: Instance,
  ca: CertificationAuthority,
): Promise<TlsIdentity | undefined> {
  const { tls } = instance.config
  switch (tls.mode) {
    case 'off':
      return undefined
    case 'files':
      return {
        cert: readTlsFile(tls.certificateFile, 'CERTMAN_TLS_CERT'),
        key: readTlsFile(tls.keyFile, 'CERTMAN_TLS_KEY'),
      }
    case 'auto': {
      const { store, keys, config, clock } = instance
      const own = await ownCertificate({ store, keys, config, ca, now: () => clock.now() })
      return { cert: own.chainPem, key: own.keyPem }
    }
  }
}

function readTlsFile(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Problem('unavailable', `${setting} cannot be read: ${reason}`, { cause })
  }
}
