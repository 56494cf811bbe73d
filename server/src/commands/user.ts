import { Option, type Command } from 'commander'
import { parseEmailAddress } from '../pki/email-address.ts'
import { ROLES, type Role, type User } from '../pki/member.ts'
import type { Store } from '../store/store.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { Refusal } from './refusal.ts'
import { timeText } from './table.ts'
import { chooseWorkspace } from './workspace-choice.ts'

export function addUserCommands(program: Command, console: Console): void {
  const user = program.command('user').description('people who own workspaces and API keys')

  user
    .command('create')
    .description('create a user, and make them a member of a workspace if one is named')
    .requiredOption('--email <address>', 'their e-mail address')
    .option('--workspace <slug>', 'a workspace to be a member of; an existing user joins it')
    .addOption(
      new Option('--role <role>', 'what they are in that workspace')
        .choices(ROLES)
        .default('member'),
    )
    .action((options: CreateOptions) => create(console, options))

  user
    .command('set-up-link')
    .description('make a link with which a user begins anew: what they signed in with before ends')
    .argument('<email>', 'their e-mail address')
    .action((email: string) => makeSetupLink(console, email))

  user
    .command('operator')
    .description('let a user change the instance itself, in the dashboard, or no longer')
    .argument('<email>', 'their e-mail address')
    .option('--revoke', 'no longer')
    .action((email: string, options: { readonly revoke?: true }) =>
      setOperator(console, email, options.revoke !== true),
    )
}

interface CreateOptions {
  readonly email: string
  readonly workspace?: string
  readonly role: Role
}

async function create(
  console: Console,
  { email, workspace: slug, role }: CreateOptions,
): Promise<void> {
  const { addMember, createUser } = await import('../access/user.ts')
  await asOperator(console, async ({ instance: { store }, act, access }) => {
    // Refused before anything is written.
    const workspace = slug === undefined ? undefined : await chooseWorkspace(store, slug)
    const existing =
      workspace && (await store.workspaces.findUser(parseEmailAddress(email) ?? email))
    const user = existing ?? (await createUser(access, act, { email }))
    if (workspace)
      await addMember(access, act, { workspaceId: workspace.id, userId: user.id, role })
    const membership = workspace
      ? { workspace: workspace.slug, role }
      : { workspace: null, role: null }
    console.report({
      json: {
        user: {
          id: user.id,
          email: user.email,
          created_at: timeText(user.createdAt),
          ...membership,
        },
      },
      text: [
        existing ? `user ${user.email} was there already` : `user ${user.email} created`,
        ...(workspace ? [`${role} of the workspace ${workspace.slug}`] : []),
      ].join('; '),
    })
  })
}

async function makeSetupLink(console: Console, email: string): Promise<void> {
  const { createSetupToken, setupLink } = await import('../access/setup-link.ts')
  const { dashboardUrl } = await import('../config/addresses.ts')
  await asOperator(console, async ({ instance: { store, config }, act, access }) => {
    const user = await findUser(store, email)
    const { token, expiresAt } = await createSetupToken(access, act, user.id)
    const link = setupLink(dashboardUrl(config, config), token)
    console.report({
      json: { setUpLink: { email: user.email, url: link, expires_at: timeText(expiresAt) } },
      text: `${link}\nfor ${user.email}, once, until ${timeText(expiresAt)}; it is shown only now`,
    })
  })
}

async function setOperator(console: Console, email: string, isOperator: boolean): Promise<void> {
  const { changeOperator } = await import('../access/user.ts')
  await asOperator(console, async ({ instance: { store, clock }, act }) => {
    const user = await findUser(store, email)
    const context = { store, now: () => clock.now() }
    await changeOperator(context, act, { userId: user.id, isOperator })
    console.report({
      json: { user: { id: user.id, email: user.email, is_operator: isOperator } },
      text: `user ${user.email} ${isOperator ? 'may' : 'may not'} change the instance`,
    })
  })
}

export async function findUser(store: Pick<Store, 'workspaces'>, email: string): Promise<User> {
  const user = await store.workspaces.findUser(parseEmailAddress(email) ?? email)
  if (user) return user
  throw new Refusal(`there is no user ${email}`, `create one with: user create --email ${email}`)
}
