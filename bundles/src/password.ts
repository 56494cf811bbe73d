import { BundleError } from './bundle-error.ts'

/**
 * PKCS#12 hashes a password as UTF-16, encrypts under it as UTF-8, and programs disagree on anything beyond ASCII: such a
 * password would make a store that some of them cannot open.
 * @throws BundleError `passwordMissing`, `passwordNotAscii`
 */
export function requireNewPassword(password: string | undefined, form: string): string {
  const given = requirePassword(password, form)
  if (/^[\x20-\x7e]+$/.test(given)) return given
  throw new BundleError(
    'passwordNotAscii',
    `the password of ${form} must be printable ASCII: programs read others differently`,
  )
}

/** Of a store that somebody else made. @throws BundleError `passwordMissing` */
export function requirePassword(password: string | undefined, form: string): string {
  if (password !== undefined && password !== '') return password
  throw new BundleError('passwordMissing', `${form} needs a password`)
}
