import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createAuthenticator,
  openSignInWorld,
  ORIGIN,
  VISITOR,
  type SignedInPerson,
  type SignInWorld,
} from './_world.ts'

let world: SignInWorld
let ada: SignedInPerson

beforeEach(async () => {
  world = await openSignInWorld()
  ada = await world.person('ada@example.com')
})
afterEach(() => world[Symbol.asyncDispose]())

const NOT_KNOWN = { code: 'invalidRequest', message: expect.stringContaining('not known here') }
const TOO_LATE = { code: 'notFound', message: expect.stringContaining('took too long') }

async function register(person = ada, authenticator = createAuthenticator()) {
  const options = await world.signIn.passkeyOptions(person.act, ORIGIN)
  const response = authenticator.register(options)
  const passkey = await world.signIn.addPasskey(person.act, { name: 'Laptop', response })
  return { authenticator, passkey, response }
}

describe('a passkey', () => {
  test('is made by a challenge for one person, and signs them in without a name', async () => {
    const options = await world.signIn.passkeyOptions(ada.act, ORIGIN)
    expect(options).toMatchObject({
      rp: { id: 'certman.example' },
      user: { name: 'ada@example.com' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const { authenticator } = await register()
    const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    expect(asked.allowCredentials).toEqual([])
    const session = await world.signIn.signInWithPasskey(authenticator.sign(asked), VISITOR)
    const { principal } = await world.actOf(session)
    expect(principal).toMatchObject({ id: ada.userId, hasSecondFactor: true })
    expect(await world.signIn.listPasskeys(ada.act)).toMatchObject([
      { name: 'Laptop', lastUsedAt: world.clock.now },
    ])
  })

  test('signs each challenge once, and in its time', async () => {
    const { authenticator } = await register()
    const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    const answer = authenticator.sign(asked)
    await world.signIn.signInWithPasskey(answer, VISITOR)
    await expect(world.signIn.signInWithPasskey(answer, VISITOR)).rejects.toMatchObject(TOO_LATE)
    const late = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    world.clock.now += 5 * 60_000
    const signed = world.signIn.signInWithPasskey(authenticator.sign(late), VISITOR)
    await expect(signed).rejects.toMatchObject(TOO_LATE)
  })

  test.each([
    ['on another site', { origin: 'https://certman.evil.example' }],
    ['without a look at who it is', { isUserVerified: false }],
  ])('used %s lets nobody in', async (_, how) => {
    const { authenticator } = await register()
    const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    const signed = world.signIn.signInWithPasskey(authenticator.sign(asked, how), VISITOR)
    await expect(signed).rejects.toMatchObject(NOT_KNOWN)
    expect(world.refused).toMatchObject([{ action: 'authentication.refused' }])
  })

  test('that nobody registered, or of another relying party, is not known', async () => {
    await register()
    const stranger = createAuthenticator()
    const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    const signed = world.signIn.signInWithPasskey(stranger.sign(asked), VISITOR)
    await expect(signed).rejects.toMatchObject(NOT_KNOWN)
    const options = await world.signIn.passkeyOptions(ada.act, ORIGIN)
    const response = stranger.register({ ...options, rpId: 'evil.example' })
    const added = world.signIn.addPasskey(ada.act, { name: 'x', response })
    await expect(added).rejects.toMatchObject(NOT_KNOWN)
  })

  test('that was copied is found out by its counter (WebAuthn §6.1.1)', async () => {
    const { authenticator } = await register()
    const use = async (counter: number) => {
      const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
      return world.signIn.signInWithPasskey(authenticator.sign(asked, { counter }), VISITOR)
    }
    await use(5)
    await expect(use(5)).rejects.toMatchObject(NOT_KNOWN)
    await use(6)
  })

  test('of one person is never that of another', async () => {
    const eve = await world.person('eve@example.com')
    // Eve's challenge, answered in Ada's session.
    const options = await world.signIn.passkeyOptions(eve.act, ORIGIN)
    const response = createAuthenticator().register(options)
    const added = world.signIn.addPasskey(ada.act, { name: 'x', response })
    await expect(added).rejects.toMatchObject(TOO_LATE)
    // The same passkey for two.
    const { authenticator } = await register()
    const again = await world.signIn.passkeyOptions(eve.act, ORIGIN)
    await expect(
      world.signIn.addPasskey(eve.act, { name: 'x', response: authenticator.register(again) }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is renamed and removed by its owner alone', async () => {
    const { passkey } = await register()
    const eve = await world.person('eve@example.com')
    const change = { passkeyId: passkey.id, name: 'Mine' }
    await expect(world.signIn.renamePasskey(eve.act, change)).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(world.signIn.removePasskey(eve.act, passkey.id)).rejects.toMatchObject({
      code: 'notFound',
    })
    await world.signIn.renamePasskey(ada.act, change)
    await world.signIn.removePasskey(ada.act, passkey.id)
    expect(await world.signIn.listPasskeys(ada.act)).toEqual([])
  })

  test('belongs to the name of a site, never to an address', async () => {
    await using elsewhere = await openSignInWorld({ origins: () => ['https://192.0.2.1:8700'] })
    const options = elsewhere.signIn.passkeySignInOptions('https://192.0.2.1:8700', VISITOR)
    await expect(options).rejects.toMatchObject({ code: 'policyRefused' })
    const unknown = world.signIn.passkeySignInOptions('https://evil.example', VISITOR)
    await expect(unknown).rejects.toMatchObject({ code: 'policyRefused' })
  })
})

describe('a fresh proof', () => {
  test('is asked for after ten minutes, and given by an own passkey alone', async () => {
    const { authenticator } = await register()
    const eve = await world.person('eve@example.com')
    const others = await register(eve)
    world.clock.now += 10 * 60_000 + 1
    const act = await world.actOf(ada.session)
    await expect(world.signIn.passkeyOptions(act, ORIGIN)).rejects.toMatchObject({
      code: 'stepUpRequired',
    })
    const foreign = await world.signIn.passkeyProofOptions(act, ORIGIN)
    await expect(
      world.signIn.proveIdentity(act, {
        method: 'passkey',
        response: others.authenticator.sign(foreign),
      }),
    ).rejects.toMatchObject(NOT_KNOWN)
    // A challenge for signing in is none for a proof.
    const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    await expect(
      world.signIn.proveIdentity(act, { method: 'passkey', response: authenticator.sign(asked) }),
    ).rejects.toMatchObject(TOO_LATE)
    const own = await world.signIn.passkeyProofOptions(act, ORIGIN)
    const response = authenticator.sign(own)
    await world.signIn.proveIdentity(act, { method: 'passkey', response })
    await world.signIn.passkeyOptions(await world.actOf(ada.session), ORIGIN)
  })
})
