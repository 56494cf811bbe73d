import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import type { User } from '../pki/member.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import type { Principal } from '../pki/principal.ts'
import type { Workspace } from '../pki/workspace.ts'
import type { Console } from './console.ts'
import { asOperator, type Operator } from './operator.ts'
import { startProgress } from './progress.ts'
import { count } from './table.ts'
import { findUser } from './user.ts'
import type { Hand } from './demo/plot.ts'
import type { Stage } from './demo/stage.ts'

const READ = { canRead: true, canIssue: false, canRevoke: false }
const READ_ISSUE = { canRead: true, canIssue: true, canRevoke: false }

export function addDemo(program: Command, console: Console): void {
  program
    .command('demo')
    .description(
      'fill a workspace of its own with two years of a company: a CA tree, some three hundred certificates, renewals, revocations, keys and people',
    )
    .option('--name <name>', 'of the workspace', 'Acme Corp')
    .option('--owner <email>', 'its owner, a user that exists (default: CERTMAN_OWNER_EMAIL)')
    .action((options: DemoOptions) => demo(console, options))
}

interface DemoOptions {
  readonly name: string
  readonly owner?: string
}

async function demo(console: Console, options: DemoOptions): Promise<void> {
  const [{ plot }, { setStage, makeAuthorities }, { play, publishToday }, { createWorkspace }] =
    await Promise.all([
      import('./demo/plot.ts'),
      import('./demo/stage.ts'),
      import('./demo/play.ts'),
      import('../access/workspace.ts'),
    ])
  const passphrase = randomBytes(12).toString('base64url')
  const { workspace, played, authorities } = await asOperator(console, async (operator) => {
    const { instance, access, act } = operator
    const owner = await findUser(instance.store, options.owner ?? instance.config.ownerEmail)
    const now = instance.clock.now()
    const workspace = await createWorkspace(access, act, { name: options.name, ownerId: owner.id })
    const stage = setStage(instance, workspace)
    console.say('making the CAs')
    await makeAuthorities(stage, act, { now, passphrase })
    const actOf = await castActors(operator, stage, owner)
    const deeds = plot()
    const progress = startProgress(console, deeds.length)
    try {
      const played = await play(stage, deeds, { now, actOf, onDeed: (done) => progress.at(done) })
      await publishToday(stage)
      return { workspace, played, authorities: stage.authorities.size }
    } finally {
      progress.end()
    }
  })
  report(console, workspace, { ...played, authorities }, passphrase)
}

/** People and keys of the company; the pipeline's key also serves the assistant. */
async function castActors(
  { access, act }: Operator,
  stage: Stage,
  owner: User,
): Promise<(hand: Hand) => Operator['act']> {
  const [{ makeKey, signedIn, actOf }, { AUTHORITIES, timeOf }] = await Promise.all([
    import('./demo/stage.ts'),
    import('./demo/plot.ts'),
  ])
  const admin = await member(access, act, stage.workspace, 'admin')
  await member(access, act, stage.workspace, 'member')
  stage.clock.time = timeOf(stage.instance.clock.now(), AUTHORITIES[0]?.made ?? 0) + 3_600_000
  const pipeline = await makeKey(stage, act, owner, {
    name: 'CI pipeline',
    grants: {
      servers: ALL_PERMISSIONS,
      devices: ALL_PERMISSIONS,
      legacy: ALL_PERMISSIONS,
      staging: READ_ISSUE,
    },
    expiresIn: null,
  })
  const terraform = await makeKey(stage, act, admin, {
    name: 'Terraform',
    grants: { servers: READ_ISSUE, devices: READ_ISSUE, legacy: READ_ISSUE },
    expiresIn: 21,
  })
  await makeKey(stage, act, admin, {
    name: 'Monitoring',
    grants: { root: READ, servers: READ },
    expiresIn: 180,
  })
  const cast: Record<Exclude<Hand, 'assistant'>, Principal> = {
    pipeline,
    terraform,
    owner: signedIn(stage, owner, 'owner'),
    admin: signedIn(stage, admin, 'admin'),
    operator: act.principal,
  }
  const at = stage.instance.clock.now() - 420_000
  await stage.instance.store.apiKeys.touch([
    { id: pipeline.id, at, address: pipeline.address },
    { id: terraform.id, at: at - 90_000_000, address: terraform.address },
  ])
  return (hand) => actOf(cast, hand)
}

/** Somebody of example.com (RFC 2606), who never gets a mail; the address tells which demonstration they are of. */
async function member(
  access: Operator['access'],
  act: Operator['act'],
  workspace: Workspace,
  role: 'admin' | 'member',
): Promise<User> {
  const { addMember, createUser } = await import('../access/user.ts')
  const user = await createUser(access, act, { email: `${role}@${workspace.slug}.example.com` })
  await addMember(access, act, { workspaceId: workspace.id, userId: user.id, role })
  return user
}

function report(
  console: Console,
  { id, name, slug }: Workspace,
  made: { readonly issued: number; readonly revoked: number; readonly authorities: number },
  passphrase: string,
): void {
  console.report({
    json: { workspace: { id, name, slug }, ...made, vault_passphrase: passphrase },
    text: [
      `workspace ${slug}: ${made.authorities} CAs, ${count(made.issued, 'certificate')}, ${made.revoked} revoked`,
      `the passphrase of "Acme Vault CA" is ${passphrase}`,
    ].join('\n'),
  })
}
