import { createHash, createSign, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import type { AuditedAct } from '../../audit/events.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import { furnish, openTestInstance, OPERATOR, type TestInstance } from '../_instance.ts'
import type { NewSession, Sessions, Visitor } from '../sessions.ts'
import { createSetupToken } from '../setup-link.ts'
import { createUser } from '../user.ts'
import type { SignInContext } from './context.ts'
import { createSessions } from './create-sessions.ts'
import { createPasswordHasher } from './password-hash.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

export const PASSWORD = 'nine lamps under the stairs'
export const ORIGIN = 'https://certman.example'
/** So cheap that tests need not wait; what is proved is not how dear it is. */
export const CHEAP = { memory: 8, passes: 1, parallelism: 1 } as const

export const VISITOR: Visitor = {
  address: '192.0.2.7',
  userAgent: 'Browser',
  requestId: 'r-1',
}

/** A real store, the verbs of signing in over it, and a clock that stands until it is moved. */
export interface SignInWorld extends AsyncDisposable {
  readonly instance: TestInstance
  readonly context: SignInContext
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly clock: { now: number }
  readonly refused: AuditEvent[]
  furnish(): ReturnType<typeof furnish>
  /** Somebody with a password, who has just signed in by their set-up link. */
  person(email?: string): Promise<SignedInPerson>
  /** The act of whoever holds the session's token, as a request of theirs would be. */
  actOf(session: NewSession): Promise<AuditedAct>
}

export interface SignedInPerson {
  readonly email: string
  readonly userId: string
  readonly session: NewSession
  readonly act: AuditedAct
}

export async function openSignInWorld(changes: Partial<SignInContext> = {}): Promise<SignInWorld> {
  const instance = await openTestInstance()
  const { store, clock } = instance
  const refused: AuditEvent[] = []
  const context: SignInContext = {
    store,
    now: () => clock.now,
    random: randomBytes,
    randomUuid: randomUUID,
    hasher: createPasswordHasher(randomBytes, CHEAP),
    refusals: { refused: (event) => refused.push(event) },
    seal: (name, plaintext) => Buffer.concat([Buffer.from(`${name}\0`), plaintext]),
    open: (name, sealed) => Buffer.from(sealed).subarray(Buffer.from(`${name}\0`).length),
    origins: () => [ORIGIN],
    providers: [],
    onFailure: (error) => {
      throw error
    },
    ...changes,
  }
  const signIn = createSignIn(context)
  const sessions = createSessions(context)
  const actOf = async (session: NewSession): Promise<AuditedAct> => {
    const { principal } = await sessions.authenticate(session.token.reveal(), VISITOR)
    return { principal, requestId: 'r-1' }
  }
  return {
    instance,
    context,
    signIn,
    sessions,
    clock,
    refused,
    furnish: () => furnish(instance),
    actOf,
    async person(email = `${randomUUID()}@example.com`) {
      const { id } = await createUser(instance.context, OPERATOR, { email })
      const { token } = await createSetupToken(instance.context, OPERATOR, id)
      const request = { token: token.reveal(), password: PASSWORD, name: '' }
      const session = await signIn.redeemSetupLink(request, VISITOR)
      return { email, userId: id, session, act: await actOf(session) }
    },
    [Symbol.asyncDispose]: () => instance[Symbol.asyncDispose](),
  }
}

interface Ceremony {
  readonly challenge: string
  readonly rpId?: string | undefined
}

interface Answered {
  readonly origin?: string
  readonly counter?: number
  readonly isUserVerified?: boolean
}

/** A software authenticator, written from WebAuthn Level 2 §6 alone: one key, ES256, no attestation. */
export function createAuthenticator(): {
  readonly credentialId: string
  register(ceremony: Ceremony, how?: Answered): Record<string, unknown>
  sign(ceremony: Ceremony, how?: Answered): Record<string, unknown>
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const credentialId = id.toString('base64url')
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  // RFC 9053 §7.1.1 as CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  const clientData = (type: string, challenge: string, origin = ORIGIN): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const data = (
    rpId: string,
    { counter = 0, isUserVerified = true }: Answered,
    attested = Buffer.alloc(0),
  ): Buffer => {
    const flags = 0x01 | (isUserVerified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const rpIdHash = createHash('sha256').update(rpId).digest()
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, attested])
  }
  const answer = (response: Record<string, unknown>): Record<string, unknown> => ({
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })
  return {
    credentialId,
    register({ challenge, rpId = 'certman.example' }, how = {}) {
      const length = Buffer.from([0, id.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
      const authData = data(rpId, how, attested)
      // {"fmt": "none", "attStmt": {}, "authData": …} (WebAuthn §6.5.4)
      const object = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        Buffer.from([authData.length >> 8, authData.length & 255]),
        authData,
      ])
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge, how.origin).toString('base64url'),
        attestationObject: object.toString('base64url'),
        transports: ['internal'],
      })
    },
    sign({ challenge, rpId = 'certman.example' }, how = {}) {
      const client = clientData('webauthn.get', challenge, how.origin)
      const authenticatorData = data(rpId, how)
      const signed = Buffer.concat([
        authenticatorData,
        createHash('sha256').update(client).digest(),
      ])
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
      })
    },
  }
}
