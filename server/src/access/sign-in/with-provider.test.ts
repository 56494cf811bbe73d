import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SecretText } from '../../pki/secret-text.ts'
import { openSignInWorld, VISITOR, type SignInWorld } from './_world.ts'
import type { Claims, IdentityProvider } from './identity-provider.ts'
import { createGitHubProvider } from './openid-provider.ts'

const HOST = 'certman.example'
const CLAIMS: Claims = {
  issuer: 'https://id.example',
  subject: '1',
  email: 'Ada@Example.com',
  isEmailVerified: true,
  name: 'Ada Lovelace',
  hasSecondFactor: false,
}

/** A provider that says what it is told to say; the round trip itself is tried against a real one. */
function providerOf(said: { claims: Claims | Error }): IdentityProvider {
  const going = { state: 's', nonce: 'n', verifier: 'v', redirectUri: `https://${HOST}/back` }
  return {
    id: 'oidc',
    name: 'Example ID',
    begin: async () => ({ url: new URL('https://id.example/authorize'), going }),
    finish: async () => {
      if (said.claims instanceof Error) throw said.claims
      return said.claims
    },
  }
}

describe('somebody whom a provider vouches for', () => {
  let said: { claims: Claims | Error }
  let world: SignInWorld

  beforeEach(async () => {
    said = { claims: CLAIMS }
    world = await openSignInWorld({ providers: [providerOf(said)] })
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const comeBack = async (next?: string) => {
    const request = { provider: 'oidc', host: HOST, next }
    const departure = await world.signIn.goToProvider(request, VISITOR)
    if ('problem' in departure) throw new Error(departure.problem)
    const token = departure.token.reveal()
    return world.signIn.returnFromProvider({ provider: 'oidc', token, search: '?code=c' }, VISITOR)
  }

  test('is let in by a verified address that a user has, and by name from then on', async () => {
    const ada = await world.person('ada@example.com')
    const first = await comeBack('/account')
    if (first.kind !== 'signedIn') throw new Error(JSON.stringify(first))
    expect(first.next).toBe('/account')
    expect((await world.actOf(first.session)).principal).toMatchObject({ id: ada.userId })
    said.claims = { ...CLAIMS, email: 'new@elsewhere.example', isEmailVerified: false }
    expect((await comeBack()).kind).toBe('signedIn')
    expect(await world.signIn.listIdentities(ada.act)).toMatchObject([{ name: 'Example ID' }])
    // Another subject with her address is another person, until it is verified.
    said.claims = { ...CLAIMS, subject: '2', isEmailVerified: false }
    expect(await comeBack()).toEqual({ kind: 'refused', problem: 'unverified' })
  })

  test('is nobody here without a user or an invitation, and makes none', async () => {
    expect(await comeBack()).toEqual({ kind: 'refused', problem: 'notInvited' })
    expect(await world.instance.store.workspaces.findUser('ada@example.com')).toBeUndefined()
    expect(world.refused).toMatchObject([
      { action: 'authentication.refused', detail: { method: 'oidc', reason: 'notInvited' } },
    ])
  })

  test('who was invited to two workspaces is a member of both at once, by one account', async () => {
    const places = [await world.furnish(), await world.furnish()]
    for (const { workspace, owner } of places) {
      await world.instance.store.invitations.create(
        {
          id: crypto.randomUUID() as typeof owner.id,
          workspaceId: workspace.id,
          email: 'ada@example.com',
          role: 'admin',
          tokenHash: crypto.getRandomValues(new Uint8Array(32)),
          invitedBy: owner.id,
          createdAt: world.clock.now,
          expiresAt: world.clock.now + 1000,
        },
        [],
      )
    }
    const outcome = await comeBack()
    if (outcome.kind !== 'signedIn') throw new Error(JSON.stringify(outcome))
    const { principal } = await world.actOf(outcome.session)
    if (principal.kind !== 'user') throw new Error(principal.kind)
    const session = await world.signIn.currentSession(principal)
    expect(session.account).toMatchObject({ name: 'Ada Lovelace', passwordHash: null })
    expect(session.workspaces.map(({ role }) => role)).toEqual(['admin', 'admin'])
  })

  test('is let in by what the provider really answered alone', async () => {
    await world.person('ada@example.com')
    said.claims = new Error('the signature is not right')
    expect(await comeBack()).toEqual({ kind: 'refused', problem: 'failed' })
    for (const token of [undefined, '', 'A'.repeat(43)]) {
      const request = { provider: 'oidc', token, search: '?code=c' }
      expect(await world.signIn.returnFromProvider(request, VISITOR)).toEqual({
        kind: 'refused',
        problem: 'expired',
      })
    }
    const unknown = world.signIn.goToProvider({ provider: 'x', host: HOST, next: '/' }, VISITOR)
    await expect(unknown).rejects.toMatchObject({ code: 'notFound' })
  })

  test('goes on within fifteen minutes, and nowhere else than here', async () => {
    await world.person('ada@example.com')
    const elsewhere = await comeBack('https://evil.example/')
    expect(elsewhere).toMatchObject({ kind: 'signedIn', next: '/' })
    const request = { provider: 'oidc', host: HOST, next: '/' }
    const departure = await world.signIn.goToProvider(request, VISITOR)
    if ('problem' in departure) throw new Error(departure.problem)
    world.clock.now += 15 * 60_000
    const token = departure.token.reveal()
    const late = { provider: 'oidc', token, search: '?code=c' }
    expect(await world.signIn.returnFromProvider(late, VISITOR)).toMatchObject({
      problem: 'expired',
    })
  })
})

describe('GitHub', () => {
  let server: Server
  let asked: { path: string; body: string; authorization: string | undefined }[]
  let emails: object[]
  let provider: IdentityProvider

  beforeEach(async () => {
    asked = []
    emails = [
      { email: 'other@example.com', primary: false, verified: true },
      { email: 'ada@example.com', primary: true, verified: true },
    ]
    const answers = (request: IncomingMessage): unknown => {
      switch (request.url) {
        case '/login/oauth/access_token':
          return { access_token: 'gho_token', token_type: 'bearer', scope: 'read:user,user:email' }
        case '/user':
          return { id: 583_231, login: 'ada', name: 'Ada', email: 'unverified@example.com' }
        case '/user/emails':
          return emails
        default:
          return undefined
      }
    }
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const { authorization } = request.headers
        asked.push({ path: request.url ?? '', body, authorization })
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify(answers(request)))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const options = {
      id: 'github',
      name: 'GitHub',
      clientId: 'c',
      clientSecret: new SecretText('s'),
    }
    provider = createGitHubProvider(options, { web: place, api: place })
  })
  afterEach(() => server.close())

  const roundTrip = async (change = (back: URL) => back) => {
    const { url, going } = await provider.begin('https://certman.example/back')
    const back = new URL('https://certman.example/back?code=abc')
    back.searchParams.set('state', url.searchParams.get('state') ?? '')
    return { url, claims: await provider.finish(change(back), going) }
  }

  test('is asked with PKCE, and believed about the primary address alone', async () => {
    const { url, claims } = await roundTrip()
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.searchParams.get('scope')).toBe('read:user user:email')
    expect(claims).toMatchObject({
      subject: '583231',
      email: 'ada@example.com',
      isEmailVerified: true,
      name: 'Ada',
      hasSecondFactor: false,
    })
    const [token, user] = asked
    expect(new URLSearchParams(token?.body).get('code_verifier')).toMatch(/^[\w-]{43}$/)
    expect(user?.authorization).toBe('Bearer gho_token')
  })

  test('vouches for nothing that it has not verified', async () => {
    emails = [{ email: 'ada@example.com', primary: true, verified: false }]
    expect((await roundTrip()).claims.isEmailVerified).toBe(false)
    emails = []
    expect((await roundTrip()).claims.email).toBeNull()
  })

  test('is not believed with another state', async () => {
    const other = (back: URL): URL => {
      back.searchParams.set('state', 'other')
      return back
    }
    await expect(roundTrip(other)).rejects.toThrow()
    expect(asked).toEqual([])
  })
})
