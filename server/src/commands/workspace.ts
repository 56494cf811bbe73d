import { Option, type Command } from 'commander'
import { DEFAULT_PLAN, PLANS, type Plan, type Workspace } from '../pki/workspace.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { dayOf, plain, table, timeText } from './table.ts'
import { chooseWorkspace } from './workspace-choice.ts'
import { findUser } from './user.ts'

const ABOUT_PLANS =
  'on free, API keys have all permissions on each of their CAs; on pro they may differ per CA'

export function addWorkspaceCommands(program: Command, console: Console): void {
  const workspace = program
    .command('workspace')
    .description('tenants: each has its own CAs, certificates, keys and people')

  workspace
    .command('create')
    .description('create a workspace')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--owner <email>', 'its owner, a user that exists')
    .option('--slug <slug>', 'its name in addresses and commands (default: made from the name)')
    .addOption(new Option('--plan <plan>', ABOUT_PLANS).choices(PLANS).default(DEFAULT_PLAN))
    .action((options: CreateOptions) => create(console, options))

  workspace
    .command('list')
    .description('list the workspaces')
    .action(() => list(console))

  workspace
    .command('plan')
    .description(`change the plan of a workspace: ${ABOUT_PLANS}`)
    .argument('<slug>')
    .addArgument(program.createArgument('<plan>').choices(PLANS))
    .action((slug: string, plan: Plan) => changePlanOf(console, slug, plan))
}

interface CreateOptions {
  readonly name: string
  readonly owner: string
  readonly slug?: string
  readonly plan: Plan
}

async function create(console: Console, options: CreateOptions): Promise<void> {
  const { createWorkspace } = await import('../access/workspace.ts')
  await asOperator(console, async ({ instance, act, access }) => {
    const owner = await findUser(instance.store, options.owner)
    const workspace = await createWorkspace(access, act, { ...options, ownerId: owner.id })
    console.report({
      json: { workspace: render(workspace) },
      text: `workspace ${workspace.slug} created, owned by ${owner.email}`,
    })
  })
}

async function list(console: Console): Promise<void> {
  const { listWorkspaces } = await import('../access/workspace.ts')
  await asOperator(console, async ({ act, access }) => {
    const workspaces = await listWorkspaces(access, act)
    console.report({
      json: { workspaces: workspaces.map(render) },
      text: table(
        ['SLUG', 'NAME', 'PLAN', 'CREATED'],
        workspaces.map(({ slug, name, plan, createdAt }) => [
          slug,
          plain(name),
          plan,
          dayOf(createdAt),
        ]),
      ),
    })
  })
}

async function changePlanOf(console: Console, slug: string, plan: Plan): Promise<void> {
  const { changePlan } = await import('../access/workspace.ts')
  await asOperator(console, async ({ instance, act, access }) => {
    const workspace = await chooseWorkspace(instance.store, slug)
    const { store } = instance
    await changePlan({ ...access, store }, act, { workspaceId: workspace.id, plan })
    console.report({
      json: { workspace: render({ ...workspace, plan }) },
      text: `workspace ${slug} is on the plan ${plan}`,
    })
  })
}

function render({ id, slug, name, plan, createdAt }: Workspace): object {
  return { id, slug, name, plan, created_at: timeText(createdAt) }
}
