import type { InputRequiredResult } from '@modelcontextprotocol/server'
import { authorityOf } from './visible.ts'
import { dashboardRequired, isAnswered, unlessConfirmed, type Outcome } from './confirm.ts'
import type { IssueRequest } from '../../ca/certification-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import { DEFAULT_VALIDITY_DAYS } from '../../pki/validity.ts'
import type { Told, ToolCall } from './tool.ts'

interface Intent {
  readonly toolName: string
  readonly authorityId: Uuid
  /** Where a person does it instead. */
  readonly dashboardUrl: string
  /** What would happen: a sentence without its end. @throws Problem for what could not happen */
  readonly plan: () => Promise<string>
}

/**
 * A protected CA is for people alone; of others a credential gets a few certificates without a word, and then wants one
 * first: a model that runs wild is seen before it has made a hundred.
 * @returns what to answer instead of issuing
 */
export async function beforeIssuing(
  call: ToolCall<{ readonly confirmationToken?: string | undefined }>,
  { toolName, authorityId, dashboardUrl, plan }: Intent,
): Promise<Told<Outcome> | InputRequiredResult | undefined> {
  const authority = await authorityOf(call, authorityId)
  if (authority?.hasPassphrase) return dashboardRequired(`"${authority.name}"`, dashboardUrl)
  const { confirmations } = call.services.mcp
  // Once there was a question, only its answer counts.
  if (!isAnswered(call) && (await confirmations.goesWithoutSaying(call.principal))) return undefined
  const sentence = `${await plan()}; this credential has issued several within minutes.`
  return unlessConfirmed(call, toolName, sentence)
}

type Planned = Pick<
  IssueRequest,
  'authorityId' | 'mode' | 'commonName' | 'sanDns' | 'sanIp' | 'csrPem' | 'validityDays'
>

/**
 * For which names, how long, by whom: what the certificate would say, not what was asked for.
 * @throws Problem for what would be refused, so that nobody is asked in vain
 */
export async function planOfIssuing(
  call: ToolCall<unknown>,
  request: Planned,
  key: string,
): Promise<string> {
  const { authorityId, validityDays = DEFAULT_VALIDITY_DAYS } = request
  const { names, problems, isCapped } = await call.services.ca.previewIssue(call.act, request)
  const [problem] = problems
  if (problem !== undefined) {
    const { field, code, message } = problem
    throw new Problem(code, `${field}: ${message}`, { field })
  }
  const authority = await authorityOf(call, authorityId)
  const all = names && [...new Set([names.commonName, ...names.sanDns, ...names.sanIp])]
  const until = isCapped ? 'until the CA itself ends' : `for ${validityDays} days`
  return `This would issue a further certificate from "${authority?.name ?? authorityId}" for ${all?.join(', ')}, with ${key}, valid ${until}`
}
