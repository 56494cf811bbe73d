import type { Command } from 'commander'
import type { Uuid } from '../pki/identifier.ts'
import type { Permissions } from '../pki/permission.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { StoredApiKey } from '../store/programs/api-key-store.ts'
import { parseGrant, type Grant } from './api-key-grant.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { days, hours, several, uuid } from './options.ts'
import { Refusal } from './refusal.ts'
import { dayOf, plain, table, timeText } from './table.ts'
import { findUser } from './user.ts'
import { chooseWorkspace } from './workspace-choice.ts'

export function addApiKeyCommands(program: Command, console: Console): void {
  const apiKey = program.command('api-key').description('what programs call the API with')

  apiKey
    .command('create')
    .description('create an API key; it is printed once, and only its hash is kept')
    .option('--workspace <slug>', 'may be left out when there is only one')
    .requiredOption('--user <email>', 'whose key it is, a member of the workspace')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption(
      '--ca <id[:permissions]>',
      'a CA, with all permissions or with some of read,issue,revoke; may be given several times',
      several(parseGrant),
    )
    .option('--expires-in-days <days>', 'never, unless given', days)
    .option(
      '--allow-from <network>',
      'an address or network (CIDR) that it may be used from; may be given several times; from anywhere, unless given',
      several((network) => network),
    )
    .option(
      '--may-return-private-keys',
      'let AI assistants that hold it be shown the private keys of what they issue',
    )
    .action((options: CreateOptions) => create(console, options))

  apiKey
    .command('list')
    .description('list API keys, also revoked and expired ones')
    .option('--workspace <slug>', 'only of this workspace')
    .action((options: { readonly workspace?: string }) => list(console, options.workspace))

  apiKey
    .command('rotate')
    .description('make a key that takes the place of another one, with the same name and rights')
    .argument('<id>', 'as the list shows it', uuid)
    .option('--overlap-hours <hours>', 'for so long the former key is good beside it', hours, 24)
    .action((id: Uuid, options: { readonly overlapHours: number }) =>
      rotate(console, id, options.overlapHours),
    )

  apiKey
    .command('revoke')
    .description('revoke an API key; it is refused from now on')
    .argument('<id>', 'as the list shows it', uuid)
    .action((id: Uuid) => revoke(console, id))
}

interface CreateOptions {
  readonly workspace?: string
  readonly user: string
  readonly name: string
  readonly ca: readonly Grant[]
  readonly expiresInDays?: number
  readonly allowFrom?: readonly string[]
  readonly mayReturnPrivateKeys?: true
}

async function create(console: Console, options: CreateOptions): Promise<void> {
  const { createApiKey } = await import('../access/create-api-key.ts')
  await asOperator(console, async ({ instance: { store }, act, access }) => {
    const workspace = await chooseWorkspace(store, options.workspace)
    const user = await findUser(store, options.user)
    const lifetime = options.expiresInDays
    const { key, record } = await createApiKey(access, act, {
      workspaceId: workspace.id,
      userId: user.id,
      name: options.name,
      grants: grantsOf(options.ca),
      expiresAt: lifetime === undefined ? null : access.now() + lifetime * DAY_MILLISECONDS,
      allowedAddresses: options.allowFrom,
      mayReturnPrivateKeys: options.mayReturnPrivateKeys === true,
    })
    console.say(`API key "${plain(record.name)}" ${record.id} created; it is shown only now`)
    console.report({
      json: {
        api_key: render({ ...record, workspace, user, ...UNUSED }),
        key: key.reveal(),
      },
      text: key.reveal(),
    })
  })
}

const UNUSED = {
  revokedAt: null,
  lastUsedAt: null,
  lastUsedAddress: null,
  replacedBy: null,
  endsAt: null,
} as const

function grantsOf(grants: readonly Grant[]): ReadonlyMap<Uuid, Permissions> {
  const found = new Map<Uuid, Permissions>()
  for (const { authorityId, permissions } of grants) {
    if (found.has(authorityId))
      throw new Refusal(
        `the CA ${authorityId} is given twice`,
        'give all its permissions at once, as in ID:read,issue',
      )
    found.set(authorityId, permissions)
  }
  return found
}

async function list(console: Console, slug: string | undefined): Promise<void> {
  const { listApiKeys } = await import('../access/revoke-api-key.ts')
  await asOperator(console, async ({ instance, act, access }) => {
    const workspace = slug === undefined ? undefined : await chooseWorkspace(instance.store, slug)
    const keys = await listApiKeys(access, act, workspace?.id)
    const now = access.now()
    console.report({
      json: { api_keys: keys.map(render) },
      text: table(
        ['ID', 'PREFIX', 'NAME', 'WORKSPACE', 'USER', 'CAS', 'STATE', 'LAST USED'],
        keys.map((key) => [
          key.id,
          key.prefix,
          plain(key.name),
          key.workspace.slug,
          key.user.email,
          String(key.grants.size),
          stateOf(key, now),
          key.lastUsedAt === null ? 'never' : dayOf(key.lastUsedAt),
        ]),
      ),
    })
  })
}

async function rotate(console: Console, id: Uuid, overlapHours: number): Promise<void> {
  const [{ rotateApiKey }, { findApiKey }] = await Promise.all([
    import('../access/rotate-api-key.ts'),
    import('../access/revoke-api-key.ts'),
  ])
  await asOperator(console, async ({ act, access }) => {
    const former = await findApiKey(access, act, { id, workspaceId: undefined })
    const { key, record, formerEndsAt } = await rotateApiKey(access, act, {
      workspaceId: former.workspace.id,
      id,
      overlapHours,
    })
    const { workspace, user } = former
    console.say(
      `API key "${plain(record.name)}" ${record.id} created; the former one is good until ${timeText(formerEndsAt)}`,
    )
    console.report({
      json: { api_key: render({ ...record, workspace, user, ...UNUSED }), key: key.reveal() },
      text: key.reveal(),
    })
  })
}

async function revoke(console: Console, id: Uuid): Promise<void> {
  const { revokeApiKey } = await import('../access/revoke-api-key.ts')
  await asOperator(console, async ({ act, access }) => {
    const key = await revokeApiKey(access, act, id)
    console.report({
      json: { api_key: render(key) },
      text: `API key "${plain(key.name)}" (${key.prefix}…) revoked; it is refused from now on`,
    })
  })
}

function stateOf(
  key: Pick<StoredApiKey, 'revokedAt' | 'expiresAt' | 'endsAt'>,
  now: number,
): string {
  if (key.revokedAt !== null) return `revoked ${dayOf(key.revokedAt)}`
  if (key.endsAt !== null)
    return `${key.endsAt <= now ? 'replaced' : 'replaced, good until'} ${dayOf(key.endsAt)}`
  if (key.expiresAt === null) return 'active'
  return `${key.expiresAt <= now ? 'expired' : 'until'} ${dayOf(key.expiresAt)}`
}

const optionalTime = (time: number | null): string | null => (time === null ? null : timeText(time))

function render(key: StoredApiKey): object {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    workspace: key.workspace.slug,
    user: key.user.email,
    created_at: timeText(key.createdAt),
    expires_at: optionalTime(key.expiresAt),
    revoked_at: optionalTime(key.revokedAt),
    last_used_at: optionalTime(key.lastUsedAt),
    permissions: Object.fromEntries(key.grants),
  }
}
