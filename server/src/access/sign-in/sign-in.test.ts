import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newUuid } from '../../pki/identifier.ts'
import { Secret, TOTP } from 'otpauth'
import { createAuthenticator, openSignInWorld, PASSWORD, VISITOR } from './_world.ts'
import { ORIGIN, type SignedInPerson, type SignInWorld } from './_world.ts'

let world: SignInWorld
let ada: SignedInPerson

beforeEach(async () => {
  world = await openSignInWorld()
  ada = await world.person('ada@example.com')
})
afterEach(() => world[Symbol.asyncDispose]())

const withPassword = (email: string, password = PASSWORD, address = VISITOR.address) =>
  world.signIn.signInWithPassword({ email, password }, { ...VISITOR, address })

/** What the app shows now, or so many steps later. */
function codeOf(secret: string, later = 0): string {
  const timestamp = world.clock.now + later * 30_000
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

async function addApp(person = ada) {
  const { secret } = await world.signIn.offerAuthenticatorApp(person.act)
  const code = codeOf(secret)
  return { secret, recoveryCodes: await world.signIn.confirmAuthenticatorApp(person.act, code) }
}

describe('a password', () => {
  test('lets in whoever has it, however they spell their address', async () => {
    const outcome = await withPassword('  Ada@Example.com ')
    if (outcome.kind !== 'signedIn') throw new Error(outcome.kind)
    expect((await world.actOf(outcome.session)).principal).toMatchObject({
      id: ada.userId,
      hasSecondFactor: false,
    })
  })

  test('that is wrong is answered as for somebody who is not there; the audit knows better', async () => {
    const refusals: unknown[] = []
    for (const email of ['ada@example.com', 'nobody@example.com', 'no address']) {
      await withPassword(email, 'wrong').catch((error: unknown) => refusals.push(error))
    }
    const [first, ...others] = refusals.map((error) => ({
      ...(error as object),
      message: String(error),
    }))
    for (const other of others) expect(other).toEqual(first)
    expect(world.refused.map(({ subject, detail }) => [subject, detail['reason']])).toEqual([
      [ada.userId, 'wrong'],
      [null, 'unknown'],
      [null, 'unknown'],
    ])
  })

  test('of an account is tried ten times at once, but its owner is not locked out by others', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, async (_, number) =>
        withPassword('ada@example.com', 'wrong', `198.51.100.${number}`),
      ),
    )
    const codes = attempts.map(
      (one) => one.status === 'rejected' && (one.reason as { code: string }).code,
    )
    expect(codes.filter((code) => code === 'invalidRequest')).toHaveLength(10)
    expect(codes.filter((code) => code === 'rateLimited')).toHaveLength(20)
    await expect(withPassword('ada@example.com', PASSWORD, '203.0.113.5')).rejects.toMatchObject({
      code: 'rateLimited',
    })
    // Where she has a session she is known; and passkeys and set-up links have limits of their own.
    expect((await withPassword('ada@example.com')).kind).toBe('signedIn')
    world.clock.now += 10 * 60_000
    expect((await withPassword('ada@example.com', PASSWORD, '203.0.113.5')).kind).toBe('signedIn')
  })

  test('is guessed for many accounts from one address twenty times at once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 25 }, async (_, number) => withPassword(`user-${number}@example.com`)),
    )
    const limited = attempts.filter(
      (one) => one.status === 'rejected' && (one.reason as { code: string }).code === 'rateLimited',
    )
    expect(limited).toHaveLength(5)
  })

  test('is changed with a fresh proof; sessions elsewhere end', async () => {
    const outcome = await withPassword('ada@example.com')
    if (outcome.kind !== 'signedIn') throw new Error(outcome.kind)
    await expect(world.signIn.changePassword(ada.act, 'password')).rejects.toMatchObject({
      field: 'password',
    })
    await world.signIn.changePassword(ada.act, 'seven boats in the attic')
    await expect(world.actOf(outcome.session)).rejects.toMatchObject({ code: 'unauthenticated' })
    await world.actOf(ada.session)
    await expect(withPassword('ada@example.com')).rejects.toMatchObject({ code: 'invalidRequest' })
    world.clock.now += 10 * 60_000 + 1
    await expect(
      world.signIn.changePassword(await world.actOf(ada.session), PASSWORD),
    ).rejects.toMatchObject({ code: 'stepUpRequired' })
  })
})

describe('a set-up link', () => {
  test('is used once; what was never one is answered the same', async () => {
    const request = { token: 'A'.repeat(43), password: PASSWORD, name: '' }
    const unknown = world.signIn.redeemSetupLink(request, VISITOR)
    await expect(unknown).rejects.toMatchObject({ code: 'notFound' })
    for (const token of ['', 'short', 'x'.repeat(1000), `${'A'.repeat(42)}%`]) {
      const malformed = world.signIn.describeSetupLink(token, VISITOR)
      await expect(malformed).rejects.toMatchObject({ code: 'notFound' })
    }
  })
})

describe('a session', () => {
  test('ends when nobody used it for twelve hours, and after a week in any case', async () => {
    const hour = 3_600_000
    for (let hours = 0; hours < 7 * 24; hours += 11) {
      await world.actOf(ada.session)
      world.clock.now += 11 * hour
    }
    await expect(world.actOf(ada.session)).rejects.toMatchObject({ code: 'unauthenticated' })
    const eve = await world.person('eve@example.com')
    world.clock.now += 12 * hour
    await expect(world.actOf(eve.session)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('is worth nothing after signing out, nor is what looks like its token', async () => {
    await world.signIn.signOut(ada.act)
    await expect(world.actOf(ada.session)).rejects.toMatchObject({ code: 'unauthenticated' })
    for (const token of [undefined, '', 'x', 'A'.repeat(43), `${'A'.repeat(43)} `]) {
      await expect(world.sessions.authenticate(token, VISITOR)).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    }
  })

  test('has a token of its own against forged requests, which does not tell the session', async () => {
    const token = ada.session.token.reveal()
    const { csrfToken } = await world.sessions.authenticate(token, VISITOR)
    const eve = await world.person('eve@example.com')
    const others = await world.sessions.authenticate(eve.session.token.reveal(), VISITOR)
    expect(csrfToken).not.toBe(others.csrfToken)
    await expect(world.sessions.authenticate(csrfToken, VISITOR)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('enters the workspaces of its user with all permissions there; others are not there', async () => {
    const { owner, workspace } = await world.furnish()
    const { principal } = ada.act
    if (principal.kind !== 'user') throw new Error(principal.kind)
    const unknown = await world.sessions
      .enter(
        principal,
        newUuid(() => '6f1cbb4e-3a7d-4f2e-9f5e-0f7f5b6a1d11'),
      )
      .catch(String)
    expect(await world.sessions.enter(principal, workspace.id).catch(String)).toBe(unknown)
    const entered = await world.sessions.enter({ ...principal, id: owner.id }, workspace.id)
    expect(entered).toMatchObject({ role: 'owner', workspace: { id: workspace.id } })
  })

  test('without a second factor stays outside of workspaces that ask for one', async () => {
    const { owner, workspace } = await world.furnish()
    await world.instance.store.memberships.change(
      {
        id: workspace.id,
        name: workspace.name,
        slug: workspace.slug,
        defaultAuthorityId: null,
        defaultValidityDays: null,
        requiresSecondFactor: true,
      },
      [],
    )
    const { principal } = ada.act
    if (principal.kind !== 'user') throw new Error(principal.kind)
    const plain = { ...principal, id: owner.id }
    await expect(world.sessions.enter(plain, workspace.id)).rejects.toMatchObject({
      code: 'secondFactorRequired',
    })
    await world.sessions.enter({ ...plain, hasSecondFactor: true }, workspace.id)
  })
})

describe('an authenticator app', () => {
  test('is asked for after the password, each code once', async () => {
    const { secret, recoveryCodes } = await addApp()
    expect((await world.actOf(ada.session)).principal).toMatchObject({ hasSecondFactor: true })
    const outcome = await withPassword('ada@example.com')
    if (outcome.kind !== 'secondFactor') throw new Error(outcome.kind)
    const ticket = outcome.ticket.reveal()
    const finish = (code: string) => world.signIn.signInWithCode({ ticket, code }, VISITOR)
    // The step that turned it on is used up.
    await expect(finish(codeOf(secret))).rejects.toMatchObject({ field: 'code' })
    await expect(finish('000000')).rejects.toMatchObject({ field: 'code' })
    const session = await finish(codeOf(secret, 1))
    expect((await world.actOf(session)).principal).toMatchObject({ hasSecondFactor: true })
    // So is the ticket.
    await expect(finish(recoveryCodes[0] ?? '')).rejects.toMatchObject({ code: 'notFound' })
  })

  test('is stood in for by each recovery code once', async () => {
    const { recoveryCodes } = await addApp()
    const [code = ''] = recoveryCodes
    const attempt = async () => {
      const outcome = await withPassword('ada@example.com')
      if (outcome.kind !== 'secondFactor') throw new Error(outcome.kind)
      return world.signIn.signInWithCode({ ticket: outcome.ticket.reveal(), code }, VISITOR)
    }
    await attempt()
    await expect(attempt()).rejects.toMatchObject({ field: 'code' })
    const { account } = await world.signIn.currentSession(
      ada.act.principal as Parameters<typeof world.signIn.currentSession>[0],
    )
    expect(account.recoveryCodes).toBe(9)
  })

  test('is not guessed: five codes at once, then one in two minutes', async () => {
    const { secret, recoveryCodes } = await addApp()
    const elsewhere = { ...VISITOR, address: '203.0.113.5' }
    const outcome = await withPassword('ada@example.com', PASSWORD, elsewhere.address)
    if (outcome.kind !== 'secondFactor') throw new Error(outcome.kind)
    const ticket = outcome.ticket.reveal()
    const codes: string[] = []
    for (let guess = 0; guess < 7; guess += 1) {
      const request = { ticket, code: String(guess).padStart(6, '0') }
      await world.signIn
        .signInWithCode(request, elsewhere)
        .catch((error: unknown) => codes.push((error as { code: string }).code))
    }
    expect(codes.filter((code) => code === 'rateLimited')).toHaveLength(2)
    // Whoever knows the password keeps nobody out: where she has a session, and within one, codes count on their own.
    const [code = ''] = recoveryCodes
    await world.signIn.proveIdentity(ada.act, { method: 'code', code })
    world.clock.now += 30_000
    await world.signIn.signInWithCode({ ticket, code: codeOf(secret) }, VISITOR)
    // A passkey is not held up by that.
    const authenticator = createAuthenticator()
    const response = authenticator.register(await world.signIn.passkeyOptions(ada.act, ORIGIN))
    await world.signIn.addPasskey(ada.act, { name: 'Phone', response })
    const asked = await world.signIn.passkeySignInOptions(ORIGIN, VISITOR)
    await world.signIn.signInWithPasskey(authenticator.sign(asked), VISITOR)
  })

  test('is removed with its recovery codes, by a proof that is fresh', async () => {
    const { secret } = await addApp()
    world.clock.now += 10 * 60_000 + 1
    const stale = await world.actOf(ada.session)
    await expect(world.signIn.removeAuthenticatorApp(stale)).rejects.toMatchObject({
      code: 'stepUpRequired',
    })
    await expect(
      world.signIn.proveIdentity(stale, { method: 'password', password: 'wrong' }),
    ).rejects.toMatchObject({ field: 'password' })
    await world.signIn.proveIdentity(stale, { method: 'code', code: codeOf(secret) })
    await world.signIn.removeAuthenticatorApp(await world.actOf(ada.session))
    expect((await withPassword('ada@example.com')).kind).toBe('signedIn')
  })
})
