const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/**
 * A mailbox as RFC 5321 §4.1.2 writes it, without quoted strings and address literals; a domain of one label is allowed
 * (`owner@localhost`). Lengths are those of RFC 5321 §4.5.3.1.
 * @returns the address in lower case, the form in which two are compared, or undefined
 */
export function parseEmailAddress(text: string): string | undefined {
  const address = text.trim().toLowerCase()
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (at < 1 || address.length > 254 || local.length > 64) return undefined
  return LOCAL_PART.test(local) && DOMAIN.test(domain) ? address : undefined
}
