import type { Certificate } from '../certificate.ts'
import type { PublicKey } from '../public-key.ts'
import type { TbsCertificate } from '../tbs-certificate.ts'

/**
 * What a certificate is meant to be: a leaf, a delegated OCSP responder, an authority below another, or a self-signed
 * authority.
 */
export type LintProfile = 'leaf' | 'responder' | 'authority' | 'root'

export interface Finding {
  readonly rule: string
  /** Such as RFC 5280 §4.1.2.2. */
  readonly citation: string
  readonly detail: string
}

/** What the rules may look at: the final octets as they were read again, and the issuer. */
export interface LintContext {
  readonly tbs: TbsCertificate
  readonly profile: LintProfile
  /** Null where the certificate is its own issuer. */
  readonly issuer: Certificate | null
  readonly issuerKey: PublicKey
}

export interface Rule {
  readonly name: string
  readonly citation: string
  /** Whether the rule has anything to say about such a certificate. */
  readonly applies: (context: LintContext) => boolean
  /** What is wrong, or null. */
  readonly check: (context: LintContext) => string | null
}

export function always(): boolean {
  return true
}

export function isLeaf({ profile }: LintContext): boolean {
  return profile === 'leaf'
}

export function isResponder({ profile }: LintContext): boolean {
  return profile === 'responder'
}

export function isAuthority({ profile }: LintContext): boolean {
  return profile === 'authority' || profile === 'root'
}

/** A leaf or a responder: what issues nothing. */
export function isEndEntity(context: LintContext): boolean {
  return !isAuthority(context)
}

export function hasIssuer({ issuer }: LintContext): boolean {
  return issuer !== null
}
