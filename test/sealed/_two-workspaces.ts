import { randomUUID } from 'node:crypto'
import { createAuthenticator } from '../../server/src/access/sign-in/_world.ts'
import { openConsole, type ConsoleSession, type SignedInPerson } from '../_kit/console-session.ts'
import { connectMcp } from '../_kit/mcp-clients.ts'
import { ask, redeem, registerProgram, type Program } from '../oauth/_program.ts'
import { visitConsent } from '../oauth/_world.ts'

/**
 * Two workspaces on one server: the owner's, full of everything that has an id, and a stranger's. Whatever the stranger
 * tries with those ids must be answered as if the ids were of nothing.
 */
export interface TwoWorkspaces extends AsyncDisposable {
  readonly console: ConsoleSession
  readonly stranger: SignedInPerson
  /** The stranger's workspace, what is in it, and programs' credentials for it. */
  readonly theirs: {
    readonly workspaceId: string
    readonly ids: Ids
    readonly apiKey: string
    /** Of a program that they let in: for /v1, and for /mcp. */
    readonly accessTokens: { readonly api: string; readonly mcp: string }
  }
  /** What the owner's workspace holds. @throws Error for a kind that nobody furnished: a new kind of id needs one */
  known(kind: string): string
  /** A program that the owner let in, with its tokens. */
  readonly ours: {
    readonly program: Program
    readonly accessToken: string
    readonly refreshToken: string
  }
}

/** By the name that routes and bodies have for it. */
export type Ids = Readonly<Record<string, string>>

const GRANTED = { canRead: true, canIssue: true, canRevoke: true } as const

export async function openTwoWorkspaces(): Promise<TwoWorkspaces> {
  const console = await openConsole()
  try {
    const stranger = await console.addPerson('stranger@example.com')
    const made = await stranger.call('POST', '/console/v1/workspaces', { name: 'Theirs' })
    const workspaceId: string = made.json.workspace.id
    const theirs = await furnishTheirs(console, stranger, workspaceId)
    const { ids, ...ours } = await furnishOurs(console)
    return {
      console,
      stranger,
      theirs: { workspaceId, ...theirs },
      known(kind) {
        const id = ids[kind]
        if (id === undefined)
          throw new Error(`there is no ${kind} in the owner's workspace: furnish one`)
        return id
      },
      ours,
      [Symbol.asyncDispose]: () => console[Symbol.asyncDispose](),
    }
  } catch (error) {
    await console[Symbol.asyncDispose]()
    throw error
  }
}

/** An id of nothing. */
export const unknown = (): string => randomUUID()

/** Two answers are the same to whoever looks at them: but for ids that they themselves gave, and times. */
export function told({ status, text }: { readonly status: number; readonly text: string }): string {
  return `${status} ${text
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')}`
}

/** Of a parameter: what the part of the route before it says, in the singular. */
export function kindOf(route: string, parameter: string): string {
  const before = new RegExp(`([\\w-]+/)?([\\w-]+)/\\{${parameter}\\}`).exec(route)
  const kind = (before?.[2] ?? '').replace(/ies$/, 'y').replace(/s$/, '')
  return before?.[1] === 'oauth/' ? `oauth-${kind}` : kind
}

/** Of a member of a body or a query: `caId`, `certificateIds`; of `ids` alone, what `…/certificates/pems` is about. */
export function kindOfMember(route: string, name: string): string {
  return name.replace(/Ids?$/i, '') || (route.split('/').at(-2) ?? '').replace(/s$/, '')
}

type Made = Readonly<Record<string, { readonly id: string }>>

async function furnishOurs(console: ConsoleSession) {
  const { call, workspaceId, owner, server } = console
  const root = `/console/v1/workspaces/${workspaceId}`
  const get = async (path: string) => (await call('GET', path)).json
  const make = async (path: string, body: unknown, name: string): Promise<string> => {
    const answer = await call('POST', `${root}/${path}`, body)
    const id = (answer.json as Made | undefined)?.[name]?.id
    if (answer.status !== 200 || id === undefined) throw new Error(`${path}: ${answer.text}`)
    return id
  }
  const { authorities } = await get(`${root}/authorities`)
  const { id: ca } = authorities.find((one: { depth: number }) => one.depth > 0)
  const certificate = await make(
    'certificates',
    { caId: ca, mode: 'managed', commonName: 'api.example.com', validityDays: 30 },
    'certificate',
  )
  const webhook = await make('webhooks', { url: 'https://10.1.2.3/hook' }, 'webhook')
  const tried = await call('POST', `${root}/webhooks/${webhook}/test`)
  const job = { kind: 'revoke', certificateIds: [certificate], reason: 'superseded' }
  const alert = {
    name: 'Ours',
    watches: ['certificate'],
    daysBefore: [30],
    recipients: [],
    digest: true,
    language: 'en',
    enabled: true,
  }
  const request = { name: 'Ours', commonName: 'Ours', keyAlgorithm: 'ECDSA-P256' }
  const client = { name: 'Ours', redirectUris: ['https://app.example.com/'] }
  const program = await letIn(server.url, owner, workspaceId, ca)
  const { grants } = await get(`${root}/oauth/grants`)
  const asking = await visitConsent(owner, (await ask(program.program)).address)
  const ids: Ids = {
    workspace: workspaceId,
    ca,
    parentCa: ca,
    authority: ca,
    defaultAuthority: ca,
    certificate,
    member: owner.userId,
    user: owner.userId,
    actor: owner.userId,
    subject: certificate,
    webhook,
    delivery: tried.json.deliveryId,
    'api-key': (await get(`${root}/api-keys`)).apiKeys[0].id,
    invitation: await make(
      'invitations',
      { email: 'ada@example.com', role: 'member' },
      'invitation',
    ),
    view: await make('views', { page: 'certificates', name: 'Ours', query: '' }, 'view'),
    job: await make('jobs', job, 'job'),
    alert: await make('alerts', alert, 'alert'),
    'authority-request': await make('authority-requests', request, 'request'),
    'oauth-client': await make('oauth/clients', client, 'client'),
    'oauth-grant': grants[0].id,
    'oauth-request': asking.requestId,
    session: (await get('/console/v1/account/sessions')).sessions[0].id,
    passkey: await addPasskey(console),
    'key-link': await leaveKey(console, ca),
  }
  return { ids, ...program }
}

async function furnishTheirs(
  console: ConsoleSession,
  stranger: SignedInPerson,
  workspaceId: string,
): Promise<Omit<TwoWorkspaces['theirs'], 'workspaceId'>> {
  const root = `/console/v1/workspaces/${workspaceId}`
  const commonName = 'Their Root CA'
  const subject = { name: commonName, commonName, keyAlgorithm: 'ECDSA-P256', validityDays: 3650 }
  const { authority } = (await stranger.call('POST', `${root}/authorities`, subject)).json
  const body = { caId: authority.id, mode: 'managed', commonName: 'theirs.example.com' }
  const issued = await stranger.call('POST', `${root}/certificates`, { ...body, validityDays: 30 })
  const permissions = { [authority.id]: GRANTED }
  const key = await stranger.call('POST', `${root}/api-keys`, { name: 'Theirs', permissions })
  const { url } = console.server
  const enter = (resource?: string) => letIn(url, stranger, workspaceId, authority.id, resource)
  return {
    ids: { ca: authority.id, parentCa: authority.id, certificate: issued.json.certificate.id },
    apiKey: key.json.key,
    accessTokens: {
      api: (await enter()).accessToken,
      mcp: (await enter(`${url}/mcp`)).accessToken,
    },
  }
}

/** A program that registers and is let in. */
async function letIn(
  url: string,
  person: SignedInPerson,
  workspaceId: string,
  authorityId: string,
  resource?: string,
) {
  const program = await registerProgram(url)
  const asked = await ask(program, { resource })
  const visit = await visitConsent(person, asked.address)
  const permissions = [{ authorityId, ...GRANTED }]
  const callback = await visit.agree(workspaceId, { permissions })
  const tokens = await redeem(program, callback, asked)
  return { program, accessToken: tokens.access_token, refreshToken: tokens.refresh_token ?? '' }
}

async function addPasskey({ call, url }: ConsoleSession): Promise<string> {
  const { options } = (await call('POST', '/console/v1/account/passkeys/options')).json
  const ceremony = { challenge: options.challenge, rpId: options.rp.id }
  const response = createAuthenticator().register(ceremony, { origin: url })
  const added = await call('POST', '/console/v1/account/passkeys', { name: 'Ours', response })
  if (added.status !== 200) throw new Error(added.text)
  return added.json.passkey.id
}

/** A private key that waits for the owner. */
async function leaveKey({ server }: ConsoleSession, caId: string): Promise<string> {
  await using client = await connectMcp({ url: server.url, key: server.apiKey })
  const { data, text } = await client.call('issue_certificate', {
    caId,
    commonName: 'key.example.com',
  })
  const id = /key-link\/([\da-f-]+)$/.exec(String(data?.privateKeyUrl))?.[1]
  if (id === undefined) throw new Error(text)
  return id
}
