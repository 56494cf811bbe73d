import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePem } from '@certman/x509'
import type { Act, CertificationAuthority } from '../ca/certification-authority.ts'
import { tlsNames } from '../config/addresses.ts'
import type { Config } from '../config/config.ts'
import type { SealedKeyStore } from '../keys/sealed.ts'
import { whyUnusable, type CertificateAuthority } from '../pki/certificate-authority.ts'
import { Problem } from '../pki/problem.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { Store } from '../store/store.ts'

/** The server's own TLS certificate with its key, as PEM. */
export interface OwnCertificate {
  /** Leaf first, then its CAs without the root. */
  readonly chainPem: string
  readonly keyPem: string
  readonly names: readonly string[]
  /** Milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
}

const FILE = 'tls-certificate.sealed'
const SECRET = 'tls-certificate'
const DAYS = 90
const ACT: Act = { principal: { kind: 'system', task: 'own TLS certificate' }, requestId: null }

interface OwnCertificateDependencies {
  readonly config: Config
  readonly store: Pick<Store, 'authorities'>
  readonly keys: Pick<SealedKeyStore, 'sealSecret' | 'openSecret'>
  readonly ca: Pick<CertificationAuthority, 'issue' | 'getChain'>
  readonly now: () => number
}

/**
 * The certificate of `CERTMAN_TLS=auto`: from our own issuing CA, kept sealed in the data directory, replaced when a third
 * of its life is left or its names have changed.
 */
export async function ownCertificate(deps: OwnCertificateDependencies): Promise<OwnCertificate> {
  const names = tlsNames(deps.config)
  const kept = readKept(deps)
  if (kept && isFresh(kept, deps.now()) && kept.names.join() === names.join()) return kept
  const authority = await ownIssuer(deps)
  const days = Math.min(
    DAYS,
    Math.floor((authority.validity.notAfter - deps.now()) / DAY_MILLISECONDS),
  )
  const issued = await deps.ca.issue(ACT, {
    authorityId: authority.id,
    mode: 'managed',
    commonName: names[0],
    sanDns: names.filter((name) => !isAddress(name)),
    sanIp: names.filter(isAddress),
    ...(days >= 1 ? { validityDays: days } : {}),
  })
  if (issued.kind !== 'issued' || issued.privateKeyPem === undefined) {
    throw new Problem('internal', 'no key came with the TLS certificate')
  }
  const above = (await deps.ca.getChain(ACT, authority.id)).slice(0, -1)
  const own: OwnCertificate = {
    chainPem: [issued.certificate.certificate, ...above]
      .map((der) => encodePem('CERTIFICATE', der))
      .join('\n'),
    keyPem: issued.privateKeyPem,
    names,
    ...issued.certificate.validity,
  }
  keep(deps, own)
  return own
}

const isFresh = (own: OwnCertificate, now: number): boolean =>
  now < own.notAfter - (own.notAfter - own.notBefore) / 3

const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name)

/** The oldest CA that can sign unattended; one beneath a root before a root. */
async function ownIssuer({
  store,
  now,
}: Pick<OwnCertificateDependencies, 'store' | 'now'>): Promise<CertificateAuthority> {
  const candidates = (await store.authorities.list({})).filter(
    (authority) => !authority.hasPassphrase,
  )
  for (const authority of candidates.toSorted(
    (a, b) => Number(b.depth > 0) - Number(a.depth > 0),
  )) {
    const path = await store.authorities.path(authority.id)
    if (path && whyUnusable(path, now()) === undefined) return authority
  }
  throw new Problem(
    'unavailable',
    'CERTMAN_TLS=auto needs a CA without passphrase that is neither revoked nor expired; create one, or set CERTMAN_TLS=files',
  )
}

function readKept({ config, keys }: OwnCertificateDependencies): OwnCertificate | undefined {
  try {
    const sealed = new Uint8Array(readFileSync(join(config.dataDirectory, FILE)))
    return JSON.parse(new TextDecoder().decode(keys.openSecret(SECRET, sealed))) as OwnCertificate
  } catch {
    // Missing, or sealed under a former master key: a new one is issued.
    return undefined
  }
}

function keep({ config, keys }: OwnCertificateDependencies, own: OwnCertificate): void {
  const path = join(config.dataDirectory, FILE)
  const sealed = keys.sealSecret(SECRET, new TextEncoder().encode(JSON.stringify(own)))
  writeFileSync(`${path}.new`, sealed, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
