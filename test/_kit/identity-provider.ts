import { createServer } from 'node:http'
import { once } from 'node:events'
import { Provider } from 'oidc-provider'
import type { AddressInfo } from 'node:net'

/** What the provider says about whoever signs in there under a name. */
export interface Person {
  readonly email: string
  readonly email_verified: boolean
  readonly name?: string
}

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** By the name that they sign in with. */
  readonly people: Map<string, Person>
  /** Keeps the next browser from going back. @returns the address that it would have gone to */
  hold(): Promise<string>
}

/** A real provider of OpenID Connect on this machine, with its own pages for signing in. */
export async function startIdentityProvider(): Promise<TestProvider> {
  const [clientId, clientSecret] = ['certman', 'a secret that two share']
  const people = new Map<string, Person>()
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        // The server under test chooses its port later: any of this machine will do.
        redirect_uris: ['http://localhost/console/v1/sign-in/providers/oidc/callback'],
        application_type: 'native',
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => {
      const person = people.get(id)
      return person && { accountId: id, claims: () => ({ sub: id, ...person }) }
    },
    cookies: { keys: ['for the test'] },
  })
  let held: ((address: string) => void) | undefined
  provider.use(async (context, next) => {
    await next()
    const location = context.response.get('Location')
    if (held === undefined || !location.includes('/callback?')) return
    held(location)
    held = undefined
    context.status = 200
    context.body = 'held'
  })
  server.on('request', (request, response) => void provider.callback()(request, response))
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    hold: () =>
      new Promise((resolve) => {
        held = resolve
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
