import type { InputRequiredResult } from '@modelcontextprotocol/server'
import { authorityOf } from './visible.ts'
import { dashboardRequired, isAnswered, unlessConfirmed, type Outcome } from './confirm.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Told, ToolCall } from './tool.ts'

interface Intent {
  readonly toolName: string
  readonly authorityId: Uuid
  /** Where a person does it instead. */
  readonly dashboardUrl: string
  /** What would happen, given the name of the CA: a sentence without its end. */
  readonly plan: (authorityName: string) => string
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
  const what = plan(authority?.name ?? authorityId)
  const sentence = `${what}; this credential has issued several within minutes.`
  return unlessConfirmed(call, toolName, sentence)
}
