import { join } from 'node:path'
import { execute } from './execute.ts'
import { startServer, type TestServer } from './server.ts'

const BIN = join(import.meta.dirname, '..', '..', 'server', 'bin', 'certman-server.js')
export const PASSWORD = 'nine lamps under the stairs'

/** What the console answered; of what is no JSON, `json` is undefined. */
export interface ConsoleAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // Whoever asks knows what was answered.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
}

/** Somebody who is signed in, as their browser is: with a cookie, a CSRF token and an origin. */
export interface SignedInPerson {
  readonly email: string
  readonly password: string
  readonly userId: string
  readonly csrfToken: string
  /** The value of the cookie `__Host-certman`: for `openBrowser().open(url, { session })`. */
  readonly session: string
  /** Their workspaces as GET /console/v1/session told at the beginning. */
  readonly workspaces: readonly {
    readonly id: string
    readonly slug: string
    readonly role: string
  }[]
  /** Calls `/console/v1…`; `headers` replace what a browser would send (undefined leaves one out). */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => Promise<ConsoleAnswer>
}

export interface ConsoleSession extends AsyncDisposable {
  readonly server: TestServer
  /** As browsers of this machine open it: `http://localhost:<port>`. */
  readonly url: string
  /** Owner of `workspaceId` and operator of the instance. */
  readonly owner: SignedInPerson
  readonly workspaceId: string
  readonly slug: string
  readonly call: SignedInPerson['call']
  /**
   * A further person; of no workspace unless one is named.
   * @param membership the slug of a workspace and the role there
   */
  addPerson(
    email: string,
    membership?: { readonly workspace: string; readonly role: 'owner' | 'admin' | 'member' },
  ): Promise<SignedInPerson>
  /** An operator command on the instance, beside the server. */
  command(...words: readonly string[]): Promise<string>
}

/**
 * Starts a real server on a directory of its own, redeems the set-up link that it prints, and is signed in as the owner:
 *
 *     await using console = await openConsole()
 *     const { json } = await console.call('GET', `/console/v1/workspaces/${console.workspaceId}/members`)
 *     const stranger = await console.addPerson('eve@example.com')
 *     const { workspace } = (await stranger.call('POST', '/console/v1/workspaces', { name: 'Theirs' })).json
 *     await using page = await browser.open(`${console.url}/w/${console.slug}`, { session: console.owner.session })
 *
 * Everybody has just proved who they are, so what asks for a fresh proof works for ten minutes.
 */
export async function openConsole(
  options: {
    readonly environment?: Readonly<Record<string, string>>
    readonly directory?: string
  } = {},
): Promise<ConsoleSession> {
  const server = await startServer(options)
  try {
    const url = server.url.replace('127.0.0.1', 'localhost')
    const owner = await redeem(url, tokenIn(server.output()))
    const [workspace] = owner.workspaces
    if (workspace === undefined) throw new Error('the owner has no workspace')
    const environment = {
      CERTMAN_DATA_DIR: join(server.directory, 'data'),
      ...options.environment,
    }
    const command = async (...words: readonly string[]): Promise<string> => {
      const args = ['-C', '@certman/source', BIN, ...words]
      const { code, output } = await execute(process.execPath, args, { environment })
      if (code !== 0) throw new Error(`certman-server ${words.join(' ')}: ${output}`)
      return output
    }
    return {
      server,
      url,
      owner,
      workspaceId: workspace.id,
      slug: workspace.slug,
      call: owner.call,
      command,
      async addPerson(email, membership) {
        const joining = membership
          ? ['--workspace', membership.workspace, '--role', membership.role]
          : []
        await command('user', 'create', '--email', email, ...joining)
        return redeem(url, tokenIn(await command('user', 'set-up-link', email)))
      },
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    }
  } catch (error) {
    await server[Symbol.asyncDispose]()
    throw error
  }
}

/** The token of a set-up link, in whatever printed it. */
export function tokenIn(output: string): string {
  const token = /\/setup#token=([\w-]{43})/.exec(output)?.[1]
  if (token === undefined) throw new Error(`there is no set-up link in:\n${output}`)
  return token
}

async function redeem(url: string, token: string): Promise<SignedInPerson> {
  const call = calling(url)
  const redeemed = await call('POST', '/console/v1/setup', { token, password: PASSWORD })
  const session = /__Host-certman=([\w-]+)/.exec(redeemed.headers.get('set-cookie') ?? '')?.[1]
  if (session === undefined) throw new Error(`the set-up link was refused: ${redeemed.text}`)
  return personOf(url, session)
}

/** @param session the value of the cookie of somebody who signed in otherwise */
export async function personOf(url: string, session: string): Promise<SignedInPerson> {
  const cookie = { Cookie: `__Host-certman=${session}` }
  const { json } = await calling(url, cookie)('GET', '/console/v1/session')
  return {
    email: json.user.email,
    password: PASSWORD,
    userId: json.user.id,
    csrfToken: json.csrfToken,
    session,
    workspaces: json.workspaces,
    call: calling(url, { ...cookie, 'X-CSRF-Token': json.csrfToken }),
  }
}

/** Calls as a browser on the dashboard's own pages does. */
export function calling(
  url: string,
  standing: Readonly<Record<string, string>> = {},
): SignedInPerson['call'] {
  return async (method, path, body, replaced = {}) => {
    const headers = {
      Host: new URL(url).host,
      ...(method === 'GET' ? {} : { Origin: url }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...standing,
      ...replaced,
    }
    const sent = Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    const response = await fetch(new URL(path, url), {
      method,
      headers: sent,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
  }
}
