import { refusedEvent, type RefusedAction } from '../audit/events.ts'
import { workspaceOf } from '../pki/principal.ts'
import { Problem, type ProblemCode } from '../pki/problem.ts'
import type { Act, CertificationAuthority } from './certification-authority.ts'
import { browseCertificates, findCertificates, walkCertificates } from './inventory/browse.ts'
import { certificateStory } from './inventory/certificate-story.ts'
import { decode } from './inventory/decode.ts'
import type { CaDependencies } from './dependencies.ts'
import {
  getAuthority,
  getCertificate,
  getChain,
  listAuthorities,
  listCertificates,
} from './inventory/inventory.ts'
import { issue } from './issue.ts'
import { previewIssue } from './inventory/preview.ts'
import { releaseHold } from './revocation/release-hold.ts'
import { renew } from './renew.ts'
import { revoke } from './revocation/revoke.ts'
import { workspaceOverview } from './inventory/workspace-overview.ts'

/** Binds the verbs to their dependencies, and sees to it that refused privileged attempts are audited. */
export function createCertificationAuthority(deps: CaDependencies): CertificationAuthority {
  const audited = auditingRefusals(deps)
  return {
    issue: (act, request) =>
      audited(act, 'issuance.refused', request.authorityId, issue(deps, act, request)),
    renew: (act, request) =>
      audited(act, 'issuance.refused', request.certificateId, renew(deps, act, request)),
    revoke: (act, request) =>
      audited(act, 'revocation.refused', request.certificateId, revoke(deps, act, request)),
    releaseHold: (act, id) => audited(act, 'revocation.refused', id, releaseHold(deps, act, id)),
    listAuthorities: (act, query) => listAuthorities(deps, act, query),
    getAuthority: (act, id) => audited(act, 'permission.refused', id, getAuthority(deps, act, id)),
    getChain: (act, id) => audited(act, 'permission.refused', id, getChain(deps, act, id)),
    listCertificates: (act, query) => listCertificates(deps, act, query),
    getCertificate: (act, id) =>
      audited(act, 'permission.refused', id, getCertificate(deps, act, id)),
    browseCertificates: (act, query) => browseCertificates(deps, act, query),
    overview: (act, workspaceId) => workspaceOverview(deps, act, workspaceId),
    certificateStory: (act, id) =>
      audited(act, 'permission.refused', id, certificateStory(deps, act, id)),
    findCertificates: (act, ids) => findCertificates(deps, act, ids),
    walkCertificates: (act, query) => walkCertificates(deps, act, query),
    previewIssue: (act, request) =>
      audited(act, 'permission.refused', request.authorityId, previewIssue(deps, act, request)),
    decode: (_act, pem) => decode(deps, pem),
  }
}

/** Refusals that tell of somebody who tries what they may not; a mistyped field does not. */
const PRIVILEGED: readonly ProblemCode[] = [
  'forbidden',
  'notFound',
  'weakKey',
  'passphraseMissing',
  'passphraseWrong',
  'authorityUnusable',
  'alreadyRevoked',
  'notRenewable',
  'policyRefused',
  'rateLimited',
]

export type Audited = <Result>(
  act: Act,
  action: RefusedAction,
  subject: string,
  attempt: Promise<Result>,
) => Promise<Result>

/** Runs a verb, and writes down when somebody known was refused what they may not. */
export function auditingRefusals({
  refusals,
  clock,
}: Pick<CaDependencies, 'refusals' | 'clock'>): Audited {
  return async (act, action, subject, attempt) => {
    try {
      return await attempt
    } catch (error) {
      if (error instanceof Problem && PRIVILEGED.includes(error.code)) {
        refusals.refused(
          refusedEvent(act, actionOf(error.code, action), {
            at: clock.now(),
            workspaceId: workspaceOf(act.principal)?.id ?? null,
            subject,
            detail: { code: error.code },
          }),
        )
      }
      throw error
    }
  }
}

function actionOf(code: ProblemCode, action: RefusedAction): RefusedAction {
  if (code === 'forbidden') return 'permission.refused'
  return code === 'passphraseWrong' || code === 'passphraseMissing' ? 'passphrase.refused' : action
}
