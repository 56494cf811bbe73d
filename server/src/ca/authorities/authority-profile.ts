import { nameFrom, type Name } from '@certman/x509'
import { MAX_AUTHORITY_DEPTH, type CertificateAuthority } from '../../pki/certificate-authority.ts'
import { requireName } from '../../pki/display-name.ts'
import { Problem } from '../../pki/problem.ts'
import { DAY_MILLISECONDS, startOfValidity, type Validity } from '../../pki/validity.ts'

/** Who a CA says it is. */
export interface AuthoritySubject {
  readonly commonName: string
  readonly organization?: string | undefined
  readonly organizationalUnit?: string | undefined
  /** Two letters, ISO 3166-1. */
  readonly country?: string | undefined
  readonly state?: string | undefined
  readonly locality?: string | undefined
}

const DEFAULT_ROOT_DAYS = 7_305
const DEFAULT_INTERMEDIATE_DAYS = 1_826
/** A hundred years: beyond it a date is a slip of the finger. */
const MAX_AUTHORITY_DAYS = 36_525

/** What a CA is called: here, in its record and in its certificate. */
export interface AuthorityNames extends Pick<
  CertificateAuthority,
  'name' | 'commonName' | 'organization' | 'organizationalUnit' | 'country' | 'state' | 'locality'
> {
  readonly subject: Name
}

/**
 * Spaces around a text are none of it, and an empty text is none.
 * @param name what people call the CA; the common name unless given
 * @throws Problem `invalidRequest`
 */
export function authorityNames(given: AuthoritySubject, name: string | undefined): AuthorityNames {
  const commonName = textOf(given.commonName)
  if (commonName === null) {
    throw new Problem('invalidRequest', 'commonName must not be empty', { field: 'commonName' })
  }
  const country = textOf(given.country)?.toUpperCase() ?? null
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    throw new Problem('invalidRequest', 'country must be two letters, as in ISO 3166-1', {
      field: 'country',
    })
  }
  const attributes = {
    commonName,
    organization: textOf(given.organization),
    organizationalUnit: textOf(given.organizationalUnit),
    country,
    state: textOf(given.state),
    locality: textOf(given.locality),
  }
  const shown = requireName(textOf(name) ?? commonName, 'a CA')
  return { name: shown, ...attributes, subject: nameFrom(attributes) }
}

function textOf(text: string | undefined): string | null {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? null : trimmed
}

/**
 * The path length of a new CA. RFC 5280 §4.2.1.9: a limit below the issuer's; null is unlimited, which an issuer with a
 * limit cannot grant. The lowest level can have no CA beneath it, whatever is asked.
 */
export function pathLengthUnder(
  parent: CertificateAuthority | undefined,
  asked: number | null | undefined,
): number | null {
  if (
    asked !== undefined &&
    asked !== null &&
    (!Number.isInteger(asked) || asked < 0 || asked > MAX_AUTHORITY_DEPTH)
  ) {
    throw new Problem(
      'invalidRequest',
      `pathLength must be 0 to ${MAX_AUTHORITY_DEPTH} or unlimited`,
      { field: 'pathLength' },
    )
  }
  if (parent === undefined) return asked ?? null
  const ceiling = parent.pathLength === null ? null : parent.pathLength - 1
  if (ceiling !== null && ceiling < 0) {
    throw new Problem(
      'policyRefused',
      `"${parent.name}" has path length 0 and can issue end-entity certificates only; choose another parent`,
    )
  }
  if (parent.depth >= MAX_AUTHORITY_DEPTH) {
    throw new Problem(
      'policyRefused',
      `"${parent.name}" stands on the lowest of ${MAX_AUTHORITY_DEPTH + 1} levels; choose a parent above it`,
    )
  }
  if (parent.depth + 1 === MAX_AUTHORITY_DEPTH) return 0
  if (asked === undefined) return ceiling
  if (ceiling !== null && (asked === null || asked > ceiling)) {
    throw new Problem(
      'policyRefused',
      `path length ${asked ?? 'unlimited'} exceeds ${ceiling}, the most that "${parent.name}" can grant`,
      {
        field: 'pathLength',
      },
    )
  }
  return asked
}

/** @throws Problem `validityRefused` when an explicit number of days would outlive the parent */
export function authorityValidity(
  now: number,
  parent: CertificateAuthority | undefined,
  days: number | undefined,
): Validity {
  if (days !== undefined && (!Number.isInteger(days) || days < 1 || days > MAX_AUTHORITY_DAYS)) {
    throw new Problem(
      'invalidRequest',
      `validityDays of a CA must be a whole number from 1 to ${MAX_AUTHORITY_DAYS}`,
      { field: 'validityDays' },
    )
  }
  const notBefore = startOfValidity(now, parent?.validity.notBefore ?? 0)
  const wanted =
    notBefore +
    (days ?? (parent ? DEFAULT_INTERMEDIATE_DAYS : DEFAULT_ROOT_DAYS)) * DAY_MILLISECONDS
  if (parent === undefined || wanted <= parent.validity.notAfter)
    return { notBefore, notAfter: wanted }
  if (days === undefined) return { notBefore, notAfter: parent.validity.notAfter }
  throw new Problem(
    'validityRefused',
    `a CA of ${days} days would end on ${new Date(wanted).toISOString()}, after its parent, which ends on ${new Date(parent.validity.notAfter).toISOString()}; ask for fewer days`,
    { field: 'validityDays' },
  )
}
