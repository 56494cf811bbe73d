import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type { KeyAlgorithm } from '../../pki/key-policy.ts'
import type { RevocationReason } from '../../pki/revocation.ts'
import { seededChance, type Chance } from './chance.ts'

/** The CAs of the demonstration, by what they are called here. */
export type AuthorityName = 'root' | 'servers' | 'devices' | 'staging' | 'legacy' | 'vault'

export interface AuthorityPlot {
  readonly key: AuthorityName
  readonly name: string
  readonly parent: AuthorityName | null
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays: number
  readonly pathLength: number | null
  /** Days before today. */
  readonly made: number
  readonly isProtected: boolean
  /** Days before today. */
  readonly revoked: number | null
}

export const AUTHORITIES: readonly AuthorityPlot[] = [
  authority('root', 'Acme Root CA', null, 'ECDSA-P384', 7305, null, 740),
  authority('servers', 'Acme Servers CA', 'root', 'ECDSA-P256', 1826, 0, 739),
  authority('devices', 'Acme Devices CA', 'root', 'ECDSA-P256', 1826, 0, 735),
  authority('legacy', 'Acme Legacy CA', 'root', 'RSA-2048', 1096, 0, 733, { revoked: 190 }),
  // It ends in 89 days: soon enough to ask for attention, late enough for the last certificate of 90 days.
  authority('staging', 'Acme Staging CA', 'root', 'ECDSA-P256', 779, 0, 690),
  authority('vault', 'Acme Vault CA', 'root', 'ECDSA-P384', 1826, 0, 30, { isProtected: true }),
]

/** Through whom something was done. */
export type Hand = 'pipeline' | 'terraform' | 'owner' | 'admin' | 'assistant' | 'operator'

export type Deed = {
  /** Days before today, with fractions. */
  readonly ago: number
} & (
  | {
      readonly kind: 'issue'
      /** By which later deeds speak of it. */
      readonly label: string
      readonly authority: AuthorityName
      readonly hand: Hand
      readonly commonName: string
      readonly sanDns: readonly string[]
      readonly sanIp: readonly string[]
      readonly keyAlgorithm: KeyAlgorithm
      readonly validityDays: number
    }
  | { readonly kind: 'renew'; readonly label: string; readonly of: string; readonly hand: Hand }
  | {
      readonly kind: 'revoke'
      readonly of: string
      readonly reason: RevocationReason
      readonly hand: Hand
    }
  | { readonly kind: 'revokeAuthority'; readonly authority: AuthorityName }
)

/** Services that somebody looks after: renewed in time, again and again. */
const KEPT = [
  'api',
  'auth',
  'billing',
  'ci',
  'git',
  'grafana',
  'kibana',
  'ldap',
  'mail',
  'registry',
  'vault',
  'vpn',
] as const

const FORGOTTEN = ['wiki', 'jenkins', 'printer-2f', 'nas', 'old-crm', 'backup'] as const
const SITES = ['plant1', 'plant2', 'lab'] as const
const REASONS = ['superseded', 'keyCompromise', 'cessationOfOperation', 'certificateHold'] as const
const RENEWED_AFTER_DAYS = 62

/** Two years of a company's certificates, about three hundred, in the order in which they happened. */
export function plot(): readonly Deed[] {
  const chance = seededChance(20_260)
  const deeds = [
    ...KEPT.flatMap((service, place) => keptService(chance, service, place)),
    ...FORGOTTEN.map((service) => forgottenService(chance, service)),
    ...Array.from({ length: 122 }, (_, number) => device(chance, number)).flat(),
    ...Array.from({ length: 36 }, (_, number) => preview(chance, number)).flat(),
    { kind: 'revokeAuthority', authority: 'legacy', ago: 190 } as const,
  ]
  return deeds.sort((a, b) => b.ago - a.ago)
}

/** @param place spreads the services over the days, so that not all are due at once */
function keptService(chance: Chance, service: string, place: number): Deed[] {
  const name = `${service}.acme.internal`
  const deeds: Deed[] = []
  let ago = 700 - place * 5
  let label = `${service} 0`
  deeds.push({
    kind: 'issue',
    label,
    ago,
    authority: 'servers',
    hand: chance.of(['owner', 'admin', 'terraform']),
    commonName: name,
    sanDns: [name, `${service}.prod.acme.internal`],
    sanIp: place % 3 === 0 ? [`192.0.2.${10 + place}`] : [],
    keyAlgorithm: chance.of(['ECDSA-P256', 'ECDSA-P256', 'RSA-2048']),
    validityDays: 90,
  })
  for (let time = 1; ago > RENEWED_AFTER_DAYS; time += 1) {
    ago -= RENEWED_AFTER_DAYS + chance.between(-3, 6)
    if (ago <= 0) break
    const next = `${service} ${time}`
    deeds.push({ kind: 'renew', label: next, of: label, ago, hand: handOf(chance) })
    if (chance.happens(0.06)) {
      const reason = chance.of(['superseded', 'keyCompromise'] as const)
      deeds.push({ kind: 'revoke', of: label, ago: ago - 0.2, reason, hand: 'admin' })
    }
    label = next
  }
  return deeds
}

function forgottenService(chance: Chance, service: string): Deed {
  const name = `${service}.acme.internal`
  return {
    kind: 'issue',
    label: service,
    // A year ago, give or take: some have lapsed, some will within days, and nobody renews them.
    ago: 365 - chance.between(-25, 25),
    authority: 'servers',
    hand: 'owner',
    commonName: name,
    sanDns: [name],
    sanIp: [],
    keyAlgorithm: 'RSA-2048',
    validityDays: 365,
  }
}

function device(chance: Chance, number: number): Deed[] {
  const site = chance.of(SITES)
  const name = `sensor-${String(number + 1).padStart(3, '0')}.${site}.acme.internal`
  const ago = chance.between(2, 710)
  const label = `device ${number}`
  const issued: Deed = {
    kind: 'issue',
    label,
    ago: ago + 0.3,
    authority: ago > 200 && chance.happens(0.2) ? 'legacy' : 'devices',
    hand: chance.of(['pipeline', 'pipeline', 'terraform', 'assistant']),
    commonName: name,
    sanDns: [name],
    sanIp: chance.happens(0.4) ? [`198.51.100.${1 + number}`] : [],
    keyAlgorithm: chance.of(['ECDSA-P256', 'ECDSA-P256', 'ECDSA-P384']),
    validityDays: chance.of([397, 365, 200]),
  }
  if (!chance.happens(0.12)) return [issued]
  const reason = chance.of(REASONS)
  const revoked = Math.max(0.05, ago - chance.between(1, 60))
  return [issued, { kind: 'revoke', of: label, ago: revoked, reason, hand: 'admin' }]
}

/** Short-lived names of a staging platform: a wildcard now and then. */
function preview(chance: Chance, number: number): Deed[] {
  const name = number % 6 === 0 ? '*.apps.acme.internal' : `pr-${1200 + number * 7}.acme.internal`
  return [
    {
      kind: 'issue',
      label: `preview ${number}`,
      ago: chance.between(2, 160) + 0.6,
      authority: 'staging',
      hand: chance.of(['pipeline', 'pipeline', 'assistant']),
      commonName: name,
      sanDns: number % 6 === 0 ? [name, 'apps.acme.internal'] : [name],
      sanIp: [],
      keyAlgorithm: 'ECDSA-P256',
      validityDays: chance.of([7, 30, 30, 90]),
    },
  ]
}

function handOf(chance: Chance): Hand {
  return chance.of(['pipeline', 'pipeline', 'pipeline', 'terraform', 'assistant', 'owner'])
}

function authority(
  key: AuthorityName,
  name: string,
  parent: AuthorityName | null,
  keyAlgorithm: KeyAlgorithm,
  validityDays: number,
  pathLength: number | null,
  made: number,
  { isProtected = false, revoked = null }: Partial<AuthorityPlot> = {},
): AuthorityPlot {
  return {
    key,
    name,
    parent,
    keyAlgorithm,
    validityDays,
    pathLength,
    made,
    isProtected,
    revoked,
  }
}

/** @param ago days before now @returns milliseconds */
export function timeOf(now: number, ago: number): number {
  return Math.round(now - ago * DAY_MILLISECONDS)
}
