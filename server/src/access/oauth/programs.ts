import type { AuditedAct } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Plan } from '../../pki/workspace.ts'
import type { OAuthClient, OAuthGrant } from '../../store/programs/oauth-store.ts'
import {
  agree,
  describeRequest,
  refuse,
  type DescribedRequest,
  type RequestName,
} from './consent.ts'
import {
  createClient,
  deleteClient,
  listClients,
  replaceClientSecret,
  type ClientRequest,
  type ClientWithSecret,
} from './manage-clients.ts'
import { endGrant, listGrants } from './manage-grants.ts'
import type { Agreement, ProgramContext } from './context.ts'
import { workspaceOfMember } from './member.ts'

/** What a user may choose from in the workspace that was entered. */
export interface Choices {
  readonly plan: Plan
  readonly authorities: readonly CertificateAuthority[]
}

/** Programs that act for users: who asks, who was let in, and the clients of a workspace. For people who are signed in. */
export interface Programs {
  request(act: AuditedAct, name: RequestName): Promise<DescribedRequest>
  choices(act: AuditedAct): Promise<Choices>
  /** @returns the address at which the browser goes on; null for a device */
  agree(act: AuditedAct, name: RequestName, agreement: Agreement): Promise<string | null>
  refuse(act: AuditedAct, name: RequestName): Promise<string | null>
  /** One's own; for owners and admins of the workspace everybody's. */
  grants(act: AuditedAct): Promise<readonly OAuthGrant[]>
  endGrant(act: AuditedAct, id: Uuid): Promise<void>
  clients(act: AuditedAct): Promise<readonly OAuthClient[]>
  createClient(act: AuditedAct, request: ClientRequest): Promise<ClientWithSecret>
  replaceSecret(act: AuditedAct, id: string): Promise<ClientWithSecret>
  deleteClient(act: AuditedAct, id: string): Promise<void>
}

export function createPrograms(context: ProgramContext): Programs {
  return {
    request: (act, name) => describeRequest(context, act, name),
    async choices(act) {
      const { id: workspaceId, plan } = workspaceOfMember(act)
      return { plan, authorities: await context.store.authorities.list({ workspaceId }) }
    },
    agree: (act, name, agreement) => agree(context, act, name, agreement),
    refuse: (act, name) => refuse(context, act, name),
    grants: (act) => listGrants(context, act),
    endGrant: (act, id) => endGrant(context, act, id),
    clients: (act) => listClients(context, act),
    createClient: (act, request) => createClient(context, act, request),
    replaceSecret: (act, id) => replaceClientSecret(context, act, id),
    deleteClient: (act, id) => deleteClient(context, act, id),
  }
}
