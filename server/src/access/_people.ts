import type { AuditedAct } from '../audit/events.ts'
import { createAuditVerifier } from '../audit/verify-on-request.ts'
import type { Role, User } from '../pki/member.ts'
import { Problem } from '../pki/problem.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import type { Workspace } from '../pki/workspace.ts'
import { OPERATOR, type TestInstance } from './_instance.ts'
import type { AdministrationContext } from './administration-context.ts'
import type { InvitationMail, Mailer } from './mailer.ts'
import { addMember, createUser } from './user.ts'

/** Somebody signed in, in a workspace. */
export function signedIn(
  { clock }: Pick<TestInstance, 'clock'>,
  user: Pick<User, 'id' | 'email'>,
  within: { readonly workspace: Workspace; readonly role: Role } | undefined,
  changes: Partial<UserPrincipal> = {},
): AuditedAct {
  const principal: UserPrincipal = {
    kind: 'user',
    id: user.id,
    sessionId: user.id,
    user: { id: user.id, email: user.email },
    workspace: within?.workspace ?? null,
    role: within?.role ?? null,
    isOperator: false,
    provedAt: clock.now,
    grants: new Map(),
    address: '192.0.2.1',
    ...changes,
  }
  return { principal, requestId: 'r-1' }
}

export interface Joined {
  readonly user: User
  readonly act: AuditedAct
}

/** A new user who is a member, and what they act as. */
export async function join(
  instance: TestInstance,
  workspace: Workspace,
  role: Role,
): Promise<Joined> {
  const email = `${instance.context.randomUuid()}@example.com`
  const user = await createUser(instance.context, OPERATOR, { email })
  await addMember(instance.context, OPERATOR, { workspaceId: workspace.id, userId: user.id, role })
  return { user, act: signedIn(instance, user, { workspace, role }) }
}

export interface TestMailer extends Mailer {
  isConfigured: boolean
  isDown: boolean
  readonly sent: InvitationMail[]
}

export interface TestAdministration extends AdministrationContext {
  readonly mailer: TestMailer
}

export function administrationOf({ store, context, clock }: TestInstance): TestAdministration {
  const now = (): number => clock.now
  const mailer: TestMailer = {
    isConfigured: true,
    isDown: false,
    sent: [],
    async sendInvitation(mail) {
      if (mailer.isDown) throw new Problem('unavailable', 'the mail server does not answer')
      mailer.sent.push(mail)
    },
    async sendTest() {
      if (mailer.isDown) throw new Problem('unavailable', 'the mail server does not answer')
    },
  }
  return {
    ...context,
    store,
    mailer,
    publicUrl: () => 'https://certman.test',
    verifier: createAuditVerifier({
      auditLog: store.auditLog,
      keys: async () => new Map([['test', new Uint8Array(32)]]),
      now,
    }),
    instance: {
      health: () => Promise.reject(new Error('not asked for')),
      signOn: () => [],
      backups: undefined,
    },
  }
}
