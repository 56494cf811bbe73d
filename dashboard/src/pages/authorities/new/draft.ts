import type { ConsoleOperations } from '../../../api/wire/operations.gen.ts'

/** What is typed about one CA, as it is typed. */
export interface Draft {
  readonly commonName: string
  readonly name: string
  readonly organization: string
  readonly organizationalUnit: string
  readonly country: string
  readonly state: string
  readonly locality: string
  readonly algorithm: Algorithm
  /** Years; `parent`: as long as the parent; `days`: as many as `days` says. */
  readonly validity: string
  readonly days: string
  readonly pathLength: 'default' | 'unlimited' | '0' | '1' | '2'
  readonly passphrase: string
  readonly passphraseAgain: string
  readonly isProtected: boolean
}

export const ALGORITHMS = ['ECDSA-P256', 'ECDSA-P384', 'RSA-4096', 'RSA-2048'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

export const EMPTY_DRAFT: Draft = {
  commonName: '',
  name: '',
  organization: '',
  organizationalUnit: '',
  country: '',
  state: '',
  locality: '',
  algorithm: 'ECDSA-P256',
  validity: '5',
  days: '1826',
  pathLength: 'default',
  passphrase: '',
  passphraseAgain: '',
  isProtected: false,
}

export const ROOT_DRAFT: Draft = {
  ...EMPTY_DRAFT,
  algorithm: 'ECDSA-P384',
  validity: '20',
  days: '7305',
}

const LEAST_PASSPHRASE = 12
/** Leap years included, so that ten years end on the same day. */
const YEAR_DAYS = 365.25

/** @returns the days asked for; undefined: as the server does by itself (as long as the parent) */
export function daysOf({ validity, days }: Draft): number | undefined {
  if (validity === 'parent') return undefined
  const wanted = validity === 'days' ? Number(days) : Math.round(Number(validity) * YEAR_DAYS)
  return Number.isInteger(wanted) && wanted > 0 ? wanted : undefined
}

/** How many characters people would count; the server counts the same. */
export const lengthOf = (text: string): number => Array.from(text.normalize('NFKC')).length

export type DraftProblem = 'short' | 'differs' | undefined

export function passphraseProblem(draft: Draft): DraftProblem {
  if (!draft.isProtected) return undefined
  if (lengthOf(draft.passphrase) < LEAST_PASSPHRASE) return 'short'
  return draft.passphrase === draft.passphraseAgain ? undefined : 'differs'
}

type Order = ConsoleOperations['createAuthorityHierarchy']['body']['root']

/** What the server is told; empty fields are left out. */
export function orderOf(draft: Draft): Order {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
  return {
    commonName: draft.commonName.trim(),
    name: given(draft.name),
    organization: given(draft.organization),
    organizationalUnit: given(draft.organizationalUnit),
    country: given(draft.country)?.toUpperCase(),
    state: given(draft.state),
    locality: given(draft.locality),
    keyAlgorithm: draft.algorithm,
    validityDays: daysOf(draft),
    pathLength:
      draft.pathLength === 'default'
        ? undefined
        : draft.pathLength === 'unlimited'
          ? 'unlimited'
          : Number(draft.pathLength),
    passphrase: draft.isProtected ? draft.passphrase : undefined,
  }
}
