import { noAccess, requirePermission } from '../../pki/authorization.ts'
import { whyUnusable } from '../../pki/certificate-authority.ts'
import { Problem } from '../../pki/problem.ts'
import {
  DAY_MILLISECONDS,
  DEFAULT_VALIDITY_DAYS,
  startOfValidity,
  type Validity,
} from '../../pki/validity.ts'
import type { FieldProblem, IssuePreview } from './certificate-views.ts'
import type { Act, IssueRequest } from '../certification-authority.ts'
import { issuableNames, readCertificationRequest } from '../certification-request.ts'
import type { CaDependencies } from '../dependencies.ts'
import { checkedDays } from '../issue.ts'
import { dnsName, ipAddress, leafNames, type AlternativeName } from '../names.ts'

type PreviewRequest = Omit<IssueRequest, 'passphrase' | 'idempotency'>
type PreviewDependencies = Pick<CaDependencies, 'store' | 'clock' | 'verify' | 'assertStrongKey'>

/** What issuing would come to, and all that stands in its way at once; nothing is signed and nothing is written. */
export async function previewIssue(
  deps: PreviewDependencies,
  act: Act,
  request: PreviewRequest,
): Promise<IssuePreview> {
  requirePermission(act.principal, request.authorityId, 'issue')
  const path = await deps.store.authorities.path(request.authorityId)
  if (path === undefined) throw noAccess(act.principal)
  const [authority] = path
  const problems: FieldProblem[] = []
  const now = deps.clock.now()
  const unusable = whyUnusable(path, now)
  if (unusable !== undefined) {
    problems.push({ field: 'caId', code: 'authorityUnusable', message: unusable })
  }
  const sanDns = (request.sanDns ?? []).map((text, index) =>
    gathering(problems, `sanDns[${index}]`, () => dnsName(text, `sanDns[${index}]`)),
  )
  const sanIp = (request.sanIp ?? []).map((text, index) =>
    gathering(problems, `sanIp[${index}]`, () => ipAddress(text, `sanIp[${index}]`)),
  )
  const days = gathering(problems, 'validityDays', () => checkedDays(request.validityDays)) ?? null
  const { validity, isCapped } = validityOf(now, authority.validity, days ?? DEFAULT_VALIDITY_DAYS)
  if (isCapped && request.validityDays !== undefined) {
    problems.push({
      field: 'validityDays',
      code: 'validityRefused',
      message: `the CA ends on ${new Date(authority.validity.notAfter).toISOString()}; ask for fewer days`,
    })
  }
  return {
    authority: {
      id: authority.id,
      name: authority.name,
      notAfter: authority.validity.notAfter,
      hasPassphrase: authority.hasPassphrase,
    },
    names: namesOf(deps, request, { sanDns, sanIp }, problems),
    sanDns,
    sanIp,
    validity,
    isCapped,
    problems,
  }
}

function validityOf(
  now: number,
  issuer: Validity,
  days: number,
): { readonly validity: Validity; readonly isCapped: boolean } {
  const notBefore = startOfValidity(now, issuer.notBefore)
  const wanted = notBefore + days * DAY_MILLISECONDS
  const isCapped = wanted > issuer.notAfter
  return { validity: { notBefore, notAfter: isCapped ? issuer.notAfter : wanted }, isCapped }
}

interface NormalizedNames {
  readonly sanDns: readonly (string | null)[]
  readonly sanIp: readonly (string | null)[]
}

function namesOf(
  deps: PreviewDependencies,
  request: PreviewRequest,
  { sanDns, sanIp }: NormalizedNames,
  problems: FieldProblem[],
): IssuePreview['names'] {
  const given: readonly AlternativeName[] = [
    ...sanDns.filter(isText).map((value): AlternativeName => ({ type: 'dns', value })),
    ...sanIp.filter(isText).map((value): AlternativeName => ({ type: 'ip', value })),
  ]
  const replaces = request.sanDns !== undefined || request.sanIp !== undefined
  const field = request.mode === 'csr' ? 'csrPem' : 'commonName'
  const named = gathering(problems, field, () => {
    if (request.mode === 'managed') return leafNames(requiredName(request.commonName), given)
    const { csrPem } = request
    if (csrPem === undefined) {
      throw new Problem('invalidRequest', 'csrPem is required', { field: 'csrPem' })
    }
    const csr = readCertificationRequest(csrPem, deps.verify)
    deps.assertStrongKey(csr.publicKey)
    return leafNames(
      request.commonName ?? csr.commonName,
      replaces ? given : issuableNames(csr.names),
    )
  })
  return named && { commonName: named.commonName, sanDns: named.sanDns, sanIp: named.sanIp }
}

function requiredName(commonName: string | undefined): string {
  if (commonName !== undefined) return commonName
  throw new Problem('invalidRequest', 'commonName is required', { field: 'commonName' })
}

const isText = (value: string | null): value is string => value !== null

/** @returns null for what is refused, which is then among the problems */
function gathering<Value>(
  problems: FieldProblem[],
  field: string,
  attempt: () => Value,
): Value | null {
  try {
    return attempt()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const at = error.field ?? field
    // The field stands beside it already.
    const message = error.message.replace(`${at}: `, '')
    problems.push({ field: at, code: error.code, message })
    return null
  }
}
