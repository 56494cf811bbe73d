import { decodePem, equalBytes, parseCertificate, type Certificate } from '@certman/x509'
import { connect } from './client.ts'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'
import { readCertificateFile, type Subject } from './subject.ts'

export interface TrustOptions {
  readonly trust?: readonly string[]
  readonly caId?: string
}

/** Where a path may end, and what may lie on it. */
export interface Trust {
  readonly anchors: readonly Certificate[]
  readonly candidates: readonly Certificate[]
}

/**
 * Roots from files, or the root of a CA of the API. Among what a file holds the self-signed ones are trusted, so that it may be
 * a whole chain; when there are none, all of them.
 * @throws Refusal when nothing says whom to trust
 */
export async function findTrust(
  console: Console,
  { certificates, caId }: Subject,
  options: TrustOptions,
): Promise<Trust> {
  const files = (options.trust ?? []).map(readCertificateFile)
  const id = options.caId ?? (files.length === 0 ? caId : undefined)
  const groups = id === undefined ? files : [...files, await readChain(console, id)]
  if (groups.length === 0)
    throw new Refusal(
      'whom to trust is not said',
      'name the root with --trust FILE, or a CA of the server with --ca-id ID',
    )
  const anchors = groups.flatMap((group) => {
    const roots = group.filter(({ issuer, subject }) => equalBytes(issuer.der, subject.der))
    return roots.length > 0 ? roots : group
  })
  return { anchors, candidates: [...certificates.slice(1), ...groups.flat()] }
}

async function readChain(console: Console, caId: string): Promise<Certificate[]> {
  const { chain } = await connect(console).cas.chain(caId)
  return chain.flatMap((pem) => decodePem(pem).map(({ der }) => parseCertificate(der)))
}
