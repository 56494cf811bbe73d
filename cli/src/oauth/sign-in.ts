import { createHash, randomBytes } from 'node:crypto'
import type { Console } from '../console.ts'
import { Refusal } from '../refusal.ts'
import type { AuthorizationServer } from './authorization-server.ts'
import { listenForCallback, type Loopback } from './loopback.ts'
import { OAuthRefusal, post, requestTokens, textOf, type Tokens } from './requests.ts'

export interface SignIn {
  readonly console: Console
  readonly server: AuthorizationServer
  readonly clientId: string
  /** What the token is for (RFC 8707). */
  readonly resource: string
}

const random = (): string => randomBytes(32).toString('base64url')

/** In a browser on this machine: code with PKCE, back to a port of ours (RFC 8252, RFC 7636). */
export async function signInByBrowser(request: SignIn): Promise<Tokens> {
  const loopback = await listenForCallback()
  try {
    return await throughBrowser(request, loopback)
  } finally {
    await loopback.close()
  }
}

async function throughBrowser(
  { console, server, clientId, resource }: SignIn,
  { redirectUri, callback }: Loopback,
): Promise<Tokens> {
  const [verifier, state] = [random(), random()]
  const address = new URL(server.authorization_endpoint)
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    resource,
  }).toString()
  console.say('Sign in with your browser. If none opens, go to')
  console.say(address.href)
  await console.open?.(address.href)
  const brought = await callback
  return refusing(async () =>
    requestTokens(console.fetch, server.token_endpoint, console.now(), {
      grant_type: 'authorization_code',
      code: codeIn(brought, state, server.issuer),
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: verifier,
    }),
  )
}

/** RFC 6749 §10.12 and RFC 9207 §2.4: the answer is to our question, and from the server that was asked. */
function codeIn(callback: URLSearchParams, state: string, issuer: string): string {
  if (callback.get('state') !== state || callback.get('iss') !== issuer) {
    throw new Refusal('the browser brought the answer to another question', 'run the command again')
  }
  const error = callback.get('error')
  if (error !== null) throw new OAuthRefusal(error, callback.get('error_description') ?? error)
  const code = callback.get('code')
  if (code !== null) return code
  throw new Refusal('the browser came back without a code', 'run the command again')
}

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

/** On another device, with a code that is typed there (RFC 8628): for machines without a browser. */
export async function signInByDevice({
  console,
  server,
  clientId,
  resource,
}: SignIn): Promise<Tokens> {
  const endpoint = server.device_authorization_endpoint
  const asked = await refusing(() =>
    post(console.fetch, endpoint, new URLSearchParams({ client_id: clientId, resource })),
  )
  console.say(`Go to ${textOf(asked, 'verification_uri')}`)
  console.say(`and enter ${textOf(asked, 'user_code')}`)
  const lifetime = Number(asked['expires_in'] ?? 600) * 1000
  const end = console.now() + lifetime
  let interval = Number(asked['interval'] ?? 5)
  while (console.now() < end) {
    await sleep(interval)
    try {
      return await requestTokens(console.fetch, server.token_endpoint, console.now(), {
        grant_type: DEVICE_CODE,
        device_code: textOf(asked, 'device_code'),
        client_id: clientId,
      })
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error
      // RFC 8628 §3.5: five seconds more, from now on.
      if (error.code === 'slow_down') interval += 5
      else if (error.code !== 'authorization_pending') throw told(error)
    }
  }
  throw new Refusal('the code has expired', 'run the command again')
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000)
  })
}

async function refusing<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof OAuthRefusal ? told(error) : error
  }
}

function told(error: OAuthRefusal): Refusal {
  if (error.code === 'access_denied')
    return new Refusal('the sign-in was declined', 'run the command again to be asked anew', error)
  if (error.code === 'expired_token')
    return new Refusal('the code has expired', 'run the command again', error)
  return new Refusal(`the server refused: ${error.message}`, 'run the command again', error)
}
