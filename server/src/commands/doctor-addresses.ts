import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { warnings } from '../config/addresses.ts'
import type { TlsConfig } from '../config/config.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import { fail, failWith, ok, warn, type Finding } from './finding.ts'
import type { Settings } from './operator.ts'
import { dayOf } from './table.ts'

const SOON_DAYS = 30

/** Where clients and relying parties are sent, and the TLS that they meet there. */
export function checkAddresses({ config }: Settings, now: number): readonly Finding[] {
  const doubts = warnings(config).map((warning) => {
    const [message = warning, fix = 'see docs/configuration.md'] = warning.split('; ')
    return warn('addresses', message, fix)
  })
  const addresses =
    doubts.length > 0 ? doubts : [ok('addresses', 'clients and relying parties can reach them')]
  return config.tls.mode === 'files' ? [...addresses, checkTlsFiles(config.tls, now)] : addresses
}

function checkTlsFiles(tls: Extract<TlsConfig, { mode: 'files' }>, now: number): Finding {
  try {
    const certificate = new X509Certificate(readFileSync(tls.certificateFile))
    const key = createPrivateKey(readFileSync(tls.keyFile))
    if (!certificate.checkPrivateKey(key)) {
      return fail(
        'TLS',
        `the key in ${tls.keyFile} is not that of the certificate in ${tls.certificateFile}`,
        'put files that belong together there',
      )
    }
    return checkEnd(tls.certificateFile, Date.parse(certificate.validTo), now)
  } catch (error) {
    return failWith(
      'TLS',
      error,
      'check CERTMAN_TLS_CERT and CERTMAN_TLS_KEY: PEM, readable for this user',
    )
  }
}

function checkEnd(file: string, end: number, now: number): Finding {
  const renew = 'renew it; the server takes new files up within the hour'
  if (end <= now)
    return fail('TLS', `the certificate in ${file} has expired on ${dayOf(end)}`, renew)
  if (end <= now + SOON_DAYS * DAY_MILLISECONDS)
    return warn('TLS', `the certificate in ${file} expires on ${dayOf(end)}`, renew)
  return ok('TLS', `the certificate in ${file} is valid until ${dayOf(end)}`)
}
