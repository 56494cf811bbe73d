import { openConsole, type ConsoleSession, type SignedInPerson } from '../_kit/console-session.ts'
import { ask, redeem, registerProgram } from './_program.ts'
import type { Asked, Program, Tokens } from './_program.ts'

/** A CA as the consent page offers it. */
export interface Choice {
  readonly id: string
  readonly name: string
  readonly depth: number
}

/** A real server, its owner, and the way through the consent page as a browser goes it. */
export interface World extends AsyncDisposable {
  readonly console: ConsoleSession
  /** Where programs reach it: its issuer. */
  readonly url: string
  readonly choices: readonly Choice[]
  /** All of it: a program that registered, was let in by the owner and has its tokens. */
  letIn(options?: LetInOptions): Promise<LetIn>
}

export interface LetInOptions {
  readonly person?: SignedInPerson
  readonly resource?: string
  readonly permissions?: Permissions
  readonly mayReturnPrivateKeys?: boolean
}

export interface LetIn {
  readonly program: Program
  readonly tokens: Tokens
  readonly asked: Asked
  readonly callback: URL
}

export type Permissions = readonly {
  readonly authorityId: string
  readonly canRead: boolean
  readonly canIssue: boolean
  readonly canRevoke: boolean
}[]

export const ALL = { canRead: true, canIssue: true, canRevoke: true } as const

export async function openWorld(
  environment: Readonly<Record<string, string>> = {},
): Promise<World> {
  const console = await openConsole({ environment })
  const { call, workspaceId } = console
  const base = `/console/v1/workspaces/${workspaceId}/oauth`
  const { authorities } = (await call('GET', `${base}/choices`)).json as {
    readonly authorities: readonly Choice[]
  }
  const everything = authorities.map(({ id }) => ({ authorityId: id, ...ALL }))
  const { url } = console.server
  return {
    console,
    url,
    choices: authorities,
    async letIn({ person = console.owner, resource, permissions = everything, ...rest } = {}) {
      const program = await registerProgram(url)
      const asked = await ask(program, { resource })
      const visit = await visitConsent(person, asked.address)
      const body = { permissions, ...rest }
      const callback = await visit.agree(workspaceId, body)
      const tokens = await redeem(program, callback, asked)
      return { program, tokens, asked, callback }
    },
    [Symbol.asyncDispose]: () => console[Symbol.asyncDispose](),
  }
}

/** Somebody whose browser was sent to the consent page. */
export interface Visit {
  readonly requestId: string
  /** What the authorization server keeps in this browser. */
  readonly cookies: string
  read(): ReturnType<SignedInPerson['call']>
  /** @returns where the browser ends up: at the program */
  agree(workspaceId: string, body: object): Promise<URL>
  refuse(): Promise<URL>
}

/** @throws Error with the answer, when the authorization server sends the browser elsewhere */
export async function visitConsent(person: SignedInPerson, address: URL): Promise<Visit> {
  const response = await fetch(address, { redirect: 'manual' })
  const location = response.headers.get('location') ?? ''
  const requestId = new URL(location, address).searchParams.get('request')
  if (requestId === null) {
    throw new Error(`${response.status} ${location} ${await response.text()}`)
  }
  const cookies = response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
  const headers = { Cookie: `__Host-certman=${person.session}; ${cookies}` }
  const base = '/console/v1'
  const goOn = async (path: string, body?: object): Promise<URL> => {
    const decided = await person.call('POST', path, body, headers)
    if (decided.status !== 200) throw new Error(`${decided.status} ${decided.text}`)
    const back = await fetch(decided.json.location as string, {
      redirect: 'manual',
      headers: { Cookie: cookies },
    })
    return new URL(back.headers.get('location') ?? `about:${await back.text()}`)
  }
  return {
    requestId,
    cookies,
    read: () => person.call('GET', `${base}/oauth/requests/${requestId}`, undefined, headers),
    agree: (workspaceId, body) =>
      goOn(`${base}/workspaces/${workspaceId}/oauth/requests/${requestId}/agree`, body),
    refuse: () => goOn(`${base}/oauth/requests/${requestId}/refuse`),
  }
}

/** With the token, as a program calls. */
export async function callApi(
  url: string,
  path: string,
  { access_token: token }: Pick<Tokens, 'access_token'>,
): Promise<Response> {
  return fetch(url + path, { headers: { Authorization: `Bearer ${token}` } })
}

/** The program's grants in force, as the page OAuth Clients lists them for the owner. */
export async function grantsOf(
  { console }: World,
  { client }: Program,
): Promise<readonly { readonly id: string }[]> {
  const path = `/console/v1/workspaces/${console.workspaceId}/oauth/grants`
  const { grants } = (await console.call('GET', path)).json as {
    grants: readonly { readonly id: string; readonly client_id: string }[]
  }
  return grants.filter(({ client_id: id }) => id === client.client_id)
}
