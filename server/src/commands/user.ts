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

export async function findUser(store: Pick<Store, 'workspaces'>, email: string): Promise<User> {
  const user = await store.workspaces.findUser(parseEmailAddress(email) ?? email)
  if (user) return user
  throw new Refusal(`there is no user ${email}`, `create one with: user create --email ${email}`)
}
