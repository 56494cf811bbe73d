import { buildChain, nameToString, verifyChain, type Certificate } from '@certman/x509'
import type { Console } from './console.ts'
import { verify } from './cryptography.ts'
import { askList, askResponder, type Status } from './revocation-status.ts'
import type { Subject } from './subject.ts'
import type { Trust } from './trust.ts'

/** One question about a certificate, and its answer. */
export interface Check {
  readonly check: 'path' | 'dates' | 'name' | 'crl' | 'ocsp'
  readonly status: 'ok' | 'fail' | 'none'
  /** Of the certificate that it is about. */
  readonly subject: string
  readonly detail: string
}

export interface Asked {
  readonly at: Date
  /** A DNS name or an address that the certificate must stand for. */
  readonly name: string | undefined
  readonly revocation: boolean
}

/** Path, dates and name first; then, for each certificate below the root, its list and its responder. */
export async function verifySubject(
  console: Console,
  { certificates: [leaf] }: Subject,
  { anchors, candidates }: Trust,
  asked: Asked,
): Promise<readonly Check[]> {
  const path = buildChain(leaf, candidates, anchors)
  if (path === null) {
    const detail = `nobody who is trusted issued it; its issuer is ${nameToString(leaf.issuer)}`
    return [
      { check: 'path', status: 'fail', subject: nameOf(leaf), detail },
      ...checkDates([leaf], asked.at),
    ]
  }
  const checks = [checkPath(path), ...checkDates(path, asked.at), ...checkName(path, asked.name)]
  if (!asked.revocation) return checks
  const below = path.slice(0, -1)
  const answers = await Promise.all(
    below.map(async (certificate, index): Promise<readonly Check[]> => {
      // The path has one more certificate than this part of it.
      const questioned = { certificate, issuer: path[index + 1]!, at: asked.at }
      const [list, responder] = await Promise.all([
        askList(console, questioned),
        askResponder(console, questioned),
      ])
      return [toCheck('crl', certificate, list), toCheck('ocsp', certificate, responder)]
    }),
  )
  return [...checks, ...answers.flat()]
}

/** Dates are shown apart, so the path is judged at a time at which, if ever, all of it was valid. */
function checkPath(path: readonly Certificate[]): Check {
  const at = new Date(Math.max(...path.map(({ notBefore }) => notBefore.getTime())))
  const verdict = verifyChain(path, { at, verify })
  const failed = verdict.ok || verdict.reason === 'expired' ? undefined : verdict
  return {
    check: 'path',
    status: failed ? 'fail' : 'ok',
    subject: nameOf(path[failed?.at ?? 0]!),
    detail: failed
      ? failed.detail
      : `under ${path.slice(1).map(nameOf).join(', under ') || 'itself'}`,
  }
}

/** RFC 5280 §4.1.2.5: both ends are included, the last second whole. */
function checkDates(path: readonly Certificate[], at: Date): Check[] {
  return path.map((certificate) => {
    const { notBefore, notAfter } = certificate
    const isGood = at >= notBefore && at.getTime() < notAfter.getTime() + 1000
    const detail = `${notBefore.toISOString()} to ${notAfter.toISOString()}`
    return { check: 'dates', status: isGood ? 'ok' : 'fail', subject: nameOf(certificate), detail }
  })
}

function checkName(path: readonly Certificate[], name: string | undefined): Check[] {
  if (name === undefined) return []
  const leaf = path[0]!
  const verdict = verifyChain([leaf], { at: leaf.notBefore, verify, dnsName: name })
  const detail = verdict.ok ? `it stands for ${name}` : verdict.detail
  return [{ check: 'name', status: verdict.ok ? 'ok' : 'fail', subject: nameOf(leaf), detail }]
}

function toCheck(check: 'crl' | 'ocsp', certificate: Certificate, status: Status | null): Check {
  const subject = nameOf(certificate)
  if (status === null)
    return { check, status: 'none', subject, detail: 'the certificate names no address' }
  return { check, status: status.ok ? 'ok' : 'fail', subject, detail: status.detail }
}

const nameOf = ({ subject }: Certificate): string => nameToString(subject)
