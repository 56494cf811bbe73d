import type { AuditedAct } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { AssistantDeed } from './assistant-activity.ts'

/** What the page of assistants shows and tries. */
export interface Assistants {
  /** Where assistants connect, and from how far away they can. */
  endpoint(): AssistantEndpoint
  activity(act: AuditedAct, workspaceId: Uuid): Promise<readonly AssistantDeed[]>
  /** Looks at the endpoint as a client does: over the network without a credential, and then within, as the person who asks. */
  tryEndpoint(act: AuditedAct): Promise<readonly TriedStep[]>
}

export interface AssistantEndpoint {
  readonly url: string
  /** What the address says: this machine only, a private network, or a public name. */
  readonly reach: 'thisMachine' | 'privateNetwork' | 'publicName'
  readonly revisions: readonly string[]
  readonly tools: readonly { readonly name: string; readonly title: string }[]
}

export interface TriedStep {
  readonly step: 'reach' | 'signIn' | 'protocol'
  readonly ok: boolean
  /** A sentence: what was found, or what to do. */
  readonly detail: string
  readonly milliseconds: number
}
