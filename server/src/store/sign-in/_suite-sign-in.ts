import { describe, expect, test } from 'vitest'
import type { Uuid } from '../../pki/identifier.ts'
import { addWorld, events, keyHash, NOW, uuid } from '../_fixtures.ts'
import type { Ceremony, NewStoredSession, Passkey } from './sign-in-store.ts'
import type { Store } from '../store.ts'

const HOUR = 3_600_000

export function signInSuite(given: () => Store): void {
  describe('accounts', () => {
    test('have nothing to sign in with at first, and know what they get', async () => {
      const store = given()
      const userId = await addUser(store)
      const { signIn } = store
      expect(await signIn.account(userId)).toEqual({
        id: userId,
        email: `${userId}@example.com`,
        createdAt: NOW,
        name: '',
        locale: null,
        isOperator: false,
        passwordHash: null,
        passwordChangedAt: null,
        oneTimeCode: null,
        passkeys: 0,
        recoveryCodes: 0,
      })
      await signIn.changeProfile(userId, { name: 'Ada', locale: 'cs' }, events('account.changed'))
      expect(await signIn.setOperator(userId, true, [])).toBe('changed')
      expect(await signIn.setOperator(userId, true, [])).toBe('unchanged')
      expect(await signIn.accountByEmail(`${userId}@example.com`)).toMatchObject({
        name: 'Ada',
        locale: 'cs',
        isOperator: true,
      })
      expect(await signIn.accountByEmail('nobody@example.com')).toBeUndefined()
    })

    test('begin anew with a set-up link, once, and everything before is gone', async () => {
      const store = given()
      const userId = await addUser(store)
      const { signIn } = store
      const old = sessionOf(userId)
      await signIn.beginSession(old, [])
      await signIn.addPasskey(passkeyOf(userId), old.id, [])
      await addCode(store, userId, old.id)
      const [tokenHash, other] = [keyHash(uuid()), keyHash(uuid())]
      for (const hash of [tokenHash, other]) {
        const link = { tokenHash: hash, userId, expiresAt: NOW + HOUR }
        await store.workspaces.createSetupToken(link, [])
      }
      expect((await signIn.setup(tokenHash, NOW))?.account.id).toBe(userId)
      expect(await signIn.setup(tokenHash, NOW + HOUR)).toBeUndefined()
      const redemption = { tokenHash, userId, passwordHash: 'h', name: 'Ada' }
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, async () =>
          signIn.redeem({ ...redemption, session: sessionOf(userId) }, []),
        ),
      )
      expect(outcomes.filter((one) => one === 'redeemed')).toHaveLength(1)
      expect(await signIn.setup(other, NOW)).toBeUndefined()
      expect(await signIn.session(old.tokenHash)).toBeUndefined()
      expect(await signIn.account(userId)).toMatchObject({
        name: 'Ada',
        passwordHash: 'h',
        oneTimeCode: null,
        passkeys: 0,
        recoveryCodes: 0,
      })
      expect(await signIn.sessions(userId, NOW)).toHaveLength(1)
    })

    test('change their password in one session, and the others end', async () => {
      const store = given()
      const userId = await addUser(store)
      const [kept, ended] = [sessionOf(userId), sessionOf(userId)]
      for (const session of [kept, ended]) await store.signIn.beginSession(session, [])
      const change = { userId, passwordHash: 'new', at: NOW + 1, keeps: kept.id }
      await store.signIn.setPassword(change, events('password.changed'))
      expect(await store.signIn.session(ended.tokenHash)).toBeUndefined()
      expect(await store.signIn.session(kept.tokenHash)).toMatchObject({ id: kept.id })
      await store.signIn.rehash(userId, 'another', 'lost')
      await store.signIn.rehash(userId, 'new', 'newer')
      expect((await store.signIn.account(userId))?.passwordHash).toBe('newer')
    })
  })

  describe('sessions', () => {
    test('come back by the hash of their token, with who it is', async () => {
      const store = given()
      const userId = await addUser(store)
      const session = sessionOf(userId)
      const { tokenHash, ...rest } = session
      await store.signIn.beginSession(session, events('session.began'))
      expect(await store.signIn.session(tokenHash)).toEqual({
        ...rest,
        lastSeenAt: NOW,
        provedAt: NOW,
        user: { email: `${userId}@example.com`, isOperator: false },
      })
      await store.signIn.touch(session.id, NOW + 5, '192.0.2.2')
      await store.signIn.touch(session.id, NOW + 3, '192.0.2.3')
      await store.signIn.prove(session.id, { at: NOW + 4, withSecondFactor: true }, [])
      await store.signIn.prove(session.id, { at: NOW + 9, withSecondFactor: false }, [])
      expect(await store.signIn.session(tokenHash)).toMatchObject({
        lastSeenAt: NOW + 5,
        address: '192.0.2.2',
        provedAt: NOW + 9,
        hasSecondFactor: true,
      })
    })

    test('are ended by their owner alone', async () => {
      const store = given()
      const [userId, stranger] = [await addUser(store), await addUser(store)]
      const [one, two, three] = [sessionOf(userId), sessionOf(userId), sessionOf(userId)]
      for (const session of [one, two, three]) await store.signIn.beginSession(session, [])
      expect(await store.signIn.endSession(stranger, one.id, [])).toBe('notFound')
      expect(await store.signIn.endSession(userId, one.id, [])).toBe('ended')
      expect(await store.signIn.endSession(userId, one.id, [])).toBe('notFound')
      expect(await store.signIn.endOtherSessions(userId, two.id, [])).toBe(1)
      expect((await store.signIn.sessions(userId, NOW)).map(({ id }) => id)).toEqual([two.id])
      expect(await store.signIn.sessions(userId, NOW + HOUR)).toEqual([])
      await store.signIn.prune(NOW + HOUR, NOW - HOUR)
      expect(await store.signIn.session(two.tokenHash)).toBeUndefined()
    })

    test('enter the workspaces of their user, and no others', async () => {
      const store = given()
      const [world, other] = [await addWorld(store), await addWorld(store)]
      const entry = await store.signIn.enter(world.userId, world.workspaceId)
      expect(entry).toMatchObject({ role: 'owner', requiresSecondFactor: false })
      expect(new Set(entry?.authorityIds)).toEqual(new Set([world.root.id, world.issuing.id]))
      expect(await store.signIn.enter(world.userId, other.workspaceId)).toBeUndefined()
      expect(await store.signIn.enter(world.userId, uuid())).toBeUndefined()
    })
  })

  describe('factors', () => {
    test('a passkey belongs to one user, and its counter grows', async () => {
      const store = given()
      const [userId, stranger] = [await addUser(store), await addUser(store)]
      const { signIn } = store
      const session = sessionOf(userId)
      await signIn.beginSession(session, [])
      const passkey = passkeyOf(userId)
      expect(await signIn.addPasskey(passkey, session.id, events('passkey.added'))).toBe('added')
      const twin = { ...passkey, id: uuid(), userId: stranger }
      expect(await signIn.addPasskey(twin, session.id, [])).toBe('taken')
      expect((await signIn.session(session.tokenHash))?.hasSecondFactor).toBe(true)
      expect(await signIn.passkeyByCredential(passkey.credentialId)).toEqual(passkey)
      expect(await signIn.renamePasskey(stranger, passkey.id, 'x', [])).toBe('notFound')
      expect(await signIn.renamePasskey(userId, passkey.id, 'Phone', [])).toBe('renamed')
      const use = (counter: number) =>
        signIn.usePasskey(passkey.id, { counter, at: NOW, isBackedUp: true })
      expect([await use(0), await use(2), await use(2), await use(0)]).toEqual([
        'used',
        'used',
        'replayed',
        'replayed',
      ])
      expect(await signIn.passkeys(userId)).toMatchObject([{ name: 'Phone', counter: 2 }])
      expect(await signIn.removePasskey(stranger, passkey.id, [])).toBe('notFound')
      expect(await signIn.removePasskey(userId, passkey.id, [])).toBe('removed')
    })

    test('a code is taken once, and none before it', async () => {
      const store = given()
      const userId = await addUser(store)
      const { signIn } = store
      expect(await signIn.useOneTimeCode(userId, 1)).toBe('replayed')
      await addCode(store, userId, uuid())
      expect(await signIn.offerOneTimeCode(userId, keyHash('other'))).toBe('inForce')
      const uses = await Promise.all(
        Array.from({ length: 8 }, async () => signIn.useOneTimeCode(userId, 101)),
      )
      expect(uses.filter((one) => one === 'used')).toHaveLength(1)
      expect(await signIn.useOneTimeCode(userId, 100)).toBe('replayed')
      const codes = await Promise.all(
        Array.from({ length: 8 }, async () => signIn.useRecoveryCode(userId, keyHash('a'), [])),
      )
      expect(codes.filter((one) => one === 'used')).toHaveLength(1)
      expect((await signIn.account(userId))?.recoveryCodes).toBe(1)
      await signIn.replaceRecoveryCodes(userId, [keyHash('c')], [])
      expect(await signIn.useRecoveryCode(userId, keyHash('b'), [])).toBe('unknown')
      expect(await signIn.removeOneTimeCode(userId, [])).toBe('removed')
      expect(await signIn.removeOneTimeCode(userId, [])).toBe('notFound')
      expect((await signIn.account(userId))?.recoveryCodes).toBe(0)
    })

    test('an account elsewhere signs in one user', async () => {
      const store = given()
      const [userId, stranger] = [await addUser(store), await addUser(store)]
      const identity = {
        issuer: 'https://id.example',
        subject: uuid(),
        userId,
        provider: 'oidc',
        email: 'ada@example.com',
        createdAt: NOW,
      }
      expect(await store.signIn.linkIdentity(identity, [])).toBe('linked')
      expect(await store.signIn.linkIdentity({ ...identity, userId: stranger }, [])).toBe('taken')
      expect(await store.signIn.identity(identity.issuer, identity.subject)).toEqual(identity)
      expect(await store.signIn.identities(userId)).toEqual([identity])
      expect(await store.signIn.unlinkIdentity(stranger, 'oidc', [])).toBe('notFound')
      expect(await store.signIn.unlinkIdentity(userId, 'oidc', [])).toBe('unlinked')
    })
  })

  test('what stands between two steps of a sign-in is given once, in its time', async () => {
    const store = given()
    const { signIn } = store
    const ceremony: Ceremony = {
      idHash: keyHash(uuid()),
      kind: 'secondFactor',
      userId: null,
      sealed: keyHash('sealed'),
      expiresAt: NOW + 5,
    }
    await signIn.keepCeremony(ceremony)
    expect(await signIn.ceremony('other', ceremony.idHash, NOW)).toBeUndefined()
    expect(await signIn.takeCeremony('secondFactor', ceremony.idHash, NOW + 5)).toBeUndefined()
    expect(await signIn.ceremony('secondFactor', ceremony.idHash, NOW)).toEqual(ceremony)
    const taken = await Promise.all(
      Array.from({ length: 8 }, async () =>
        signIn.takeCeremony('secondFactor', ceremony.idHash, NOW),
      ),
    )
    expect(taken.filter((one) => one !== undefined)).toEqual([ceremony])
  })
}

async function addUser(store: Store): Promise<Uuid> {
  const id = uuid()
  await store.workspaces.createUser({ id, email: `${id}@example.com`, createdAt: NOW }, [])
  return id
}

async function addCode(store: Store, userId: Uuid, sessionId: Uuid): Promise<void> {
  expect(await store.signIn.offerOneTimeCode(userId, keyHash('secret'))).toBe('offered')
  const recoveryCodeHashes = [keyHash('a'), keyHash('b')]
  const confirmation = { userId, sessionId, step: 100, at: NOW, recoveryCodeHashes }
  expect(await store.signIn.confirmOneTimeCode(confirmation, [])).toBe('confirmed')
  expect(await store.signIn.confirmOneTimeCode(confirmation, [])).toBe('notOffered')
}

function sessionOf(userId: Uuid): NewStoredSession {
  return {
    id: uuid(),
    tokenHash: keyHash(uuid()),
    userId,
    method: 'password',
    hasSecondFactor: false,
    createdAt: NOW,
    expiresAt: NOW + HOUR,
    address: '192.0.2.1',
    userAgent: 'Browser',
  }
}

function passkeyOf(userId: Uuid): Passkey {
  return {
    id: uuid(),
    userId,
    credentialId: uuid(),
    publicKey: keyHash('public'),
    counter: 0,
    transports: ['internal'],
    isBackedUp: false,
    name: 'Laptop',
    createdAt: NOW,
    lastUsedAt: null,
  }
}
