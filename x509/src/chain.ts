import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'

/** Longer chains are not built; nobody has them, and the search stays short. */
const MAX_LENGTH = 10
/** Certificates looked at before the search gives up: cross-signed meshes grow exponentially. */
const MAX_STEPS = 1000

/**
 * A path from the leaf to one of the trust anchors, both included, or null. Certificates follow one another by name and, where
 * both say something, by key identifier (RFC 5280 §6.1, RFC 4158 §3.5.12); nothing else is checked: see verifyChain.
 */
export function buildChain(
  leaf: Certificate,
  candidates: readonly Certificate[],
  trustAnchors: readonly Certificate[],
): readonly Certificate[] | null {
  let steps = 0
  const extend = (path: readonly Certificate[]): readonly Certificate[] | null => {
    const last = path[path.length - 1]!
    if (trustAnchors.some((anchor) => equalBytes(anchor.der, last.der))) return path
    const anchor = issuersOf(last, trustAnchors)[0]
    if (anchor !== undefined) return [...path, anchor]
    if (path.length >= MAX_LENGTH) return null
    for (const issuer of issuersOf(last, candidates)) {
      if (++steps > MAX_STEPS) return null
      // RFC 4158 §5.2: the same name and key twice is a loop, whatever certificate carries them.
      if (path.some((certificate) => isSameEntity(certificate, issuer))) continue
      const found = extend([...path, issuer])
      if (found !== null) return found
    }
    return null
  }
  return extend([leaf])
}

/** The certificates whose subject can have signed this one, the one with the longest future first. */
function issuersOf(certificate: Certificate, among: readonly Certificate[]): Certificate[] {
  const wanted = certificate.decoded.authorityKeyIdentifier?.keyIdentifier
  return among
    .filter((issuer) => {
      if (!equalBytes(issuer.subject.der, certificate.issuer.der)) return false
      const found = issuer.decoded.subjectKeyIdentifier
      return wanted === undefined || found === undefined || equalBytes(wanted, found)
    })
    .sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime())
}

function isSameEntity(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.subject.der, b.subject.der) && equalBytes(a.publicKey.spki, b.publicKey.spki)
}
