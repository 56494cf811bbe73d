import type { Certificate } from './certificate.ts'
import type { GeneralSubtree, NameConstraints } from './extensions/name-constraints.ts'
import type { GeneralName } from './general-name.ts'
import { encodeIpAddress, isIpAddress } from './ip-address.ts'
import type { Name, RelativeDistinguishedName } from './name.ts'
import { OID } from './oids.ts'

/**
 * A sentence about the first name of a certificate that its issuers' constraints forbid (RFC 5280 §4.2.1.10, §6.1.3 (b), (c)),
 * or null. A name of a kind that is constrained but not understood is forbidden.
 */
export function violatedConstraint(
  certificate: Certificate,
  constraints: NameConstraints,
): string | null {
  for (const name of namesOf(certificate)) {
    const described =
      name.type === 'directoryName' || name.type === 'other' ? name.type : `"${name.value}"`
    if (
      constraints.excluded.some((subtree) => isOfKind(name, subtree) && covers(subtree, name, true))
    ) {
      return `the name ${described} is excluded by a name constraint`
    }
    const permitted = constraints.permitted.filter((subtree) => isOfKind(name, subtree))
    if (permitted.length > 0 && !permitted.some((subtree) => covers(subtree, name, false))) {
      return `the name ${described} is not permitted by a name constraint`
    }
  }
  return null
}

/** The subject, its mailboxes where no alternative names replace them, and the alternative names. */
function namesOf({ subject, decoded }: Certificate): readonly GeneralName[] {
  const names: GeneralName[] = []
  if (subject.rdns.length > 0) names.push({ type: 'directoryName', value: subject })
  if (decoded.subjectAltName) return [...names, ...decoded.subjectAltName]
  for (const { type, value } of subject.rdns.flat()) {
    if (type === OID.emailAddress) names.push({ type: 'email', value })
  }
  return names
}

function isOfKind(name: GeneralName, subtree: GeneralSubtree): boolean {
  if (name.type === 'other' && subtree.type === 'other') return name.tag === subtree.tag
  return name.type === subtree.type
}

/** Whether a subtree holds a name of its kind; what cannot be read is excluded and not permitted. */
function covers(subtree: GeneralSubtree, name: GeneralName, unreadable: boolean): boolean {
  if (subtree.type === 'dns' && name.type === 'dns') {
    return (
      coversHost(subtree.value, name.value, true) ||
      (unreadable && wildcardReaches(name.value, subtree.value))
    )
  }
  if (subtree.type === 'email' && name.type === 'email')
    return coversMailbox(subtree.value, name.value) ?? unreadable
  if (subtree.type === 'uri' && name.type === 'uri')
    return coversUri(subtree.value, name.value) ?? unreadable
  if (subtree.type === 'ip' && name.type === 'ip')
    return coversAddress(subtree, encodeIpAddress(name.value))
  if (subtree.type === 'directoryName' && name.type === 'directoryName') {
    return coversDirectoryName(subtree.value, name.value)
  }
  return unreadable
}

/**
 * "host.example.com" holds itself and, for DNS names, all names made by adding labels on the left; ".example.com", which RFC
 * 5280 knows for mailboxes and URIs only, holds these and not itself.
 */
function coversHost(constraint: string, host: string, withSubdomains: boolean): boolean {
  const base = constraint.toLowerCase()
  const name = host.toLowerCase()
  if (base === '') return true
  if (base.startsWith('.')) return name.endsWith(base) && name.length > base.length
  return name === base || (withSubdomains && name.endsWith(`.${base}`))
}

/** Whether *.example.com stands for names that an exclusion of host.example.com means. */
function wildcardReaches(name: string, constraint: string): boolean {
  if (!name.startsWith('*.')) return false
  const base = constraint.toLowerCase().replace(/^\./, '')
  const parent = base.slice(base.indexOf('.') + 1)
  return base.includes('.') && name.slice(2).toLowerCase() === parent
}

/** A mailbox, a host, or a domain with a leading full stop; null where the name is no mailbox. */
function coversMailbox(constraint: string, mailbox: string): boolean | null {
  const at = mailbox.lastIndexOf('@')
  if (at < 1) return null
  const host = mailbox.slice(at + 1)
  const separator = constraint.lastIndexOf('@')
  if (separator < 0) return coversHost(constraint, host, false)
  return (
    mailbox.slice(0, at) === constraint.slice(0, separator) &&
    host.toLowerCase() === constraint.slice(separator + 1).toLowerCase()
  )
}

/** A host, or a domain with a leading full stop; null where the URI has no host that is a domain name. */
function coversUri(constraint: string, uri: string): boolean | null {
  const authority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(uri)?.[1]
  const host = authority?.replace(/^.*@/, '').replace(/:\d*$/, '')
  if (!host || host.startsWith('[') || isIpAddress(host)) return null
  return coversHost(constraint, host, false)
}

function coversAddress(
  { address, mask }: { readonly address: Uint8Array; readonly mask: Uint8Array },
  octets: Uint8Array,
): boolean {
  return (
    octets.length === address.length &&
    octets.every((octet, i) => (octet & mask[i]!) === (address[i]! & mask[i]!))
  )
}

/** The RDNs of the constraint are the first ones of the name, compared as RFC 5280 §7.1 asks: case and spaces folded. */
function coversDirectoryName(constraint: Name, name: Name): boolean {
  return (
    constraint.rdns.length <= name.rdns.length &&
    constraint.rdns.every((rdn, i) => folded(rdn) === folded(name.rdns[i]!))
  )
}

function folded(rdn: RelativeDistinguishedName): string {
  const attributes = rdn.map(({ type, value }) =>
    JSON.stringify([type, value.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')]),
  )
  // More than one attribute: a SET has no order.
  return attributes.toSorted().join()
}
