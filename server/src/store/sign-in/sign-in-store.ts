import type { AuditEvent } from '../../pki/audit-event.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Role, User } from '../../pki/member.ts'
import type { Workspace } from '../../pki/workspace.ts'

type Audit = readonly AuditEvent[]

/** A person, and with what they may sign in. */
export interface Account extends User {
  /** '' unless they gave one. */
  readonly name: string
  readonly locale: string | null
  readonly isOperator: boolean
  /** In PHC form; null: no password was set. */
  readonly passwordHash: string | null
  readonly passwordChangedAt: number | null
  readonly oneTimeCode: OneTimeCode | null
  readonly passkeys: number
  readonly recoveryCodes: number
}

export interface OneTimeCode {
  /** The shared secret, opaque here. */
  readonly sealed: Uint8Array
  /** null: shown, but no code of it was given yet. */
  readonly confirmedAt: number | null
}

/** How a session began. */
export type SignInMethod = 'setupLink' | 'password' | 'passkey' | 'provider'

export interface NewStoredSession {
  readonly id: Uuid
  /** SHA-256. */
  readonly tokenHash: Uint8Array
  readonly userId: Uuid
  readonly method: SignInMethod
  /** A passkey, or something beside the password, was shown. */
  readonly hasSecondFactor: boolean
  readonly createdAt: number
  /** The absolute end. */
  readonly expiresAt: number
  readonly address: string
  readonly userAgent: string
}

export interface StoredSession extends Omit<NewStoredSession, 'tokenHash'> {
  readonly lastSeenAt: number
  /** When the user last proved who they are. */
  readonly provedAt: number
}

export interface SessionOfUser extends StoredSession {
  readonly user: Pick<Account, 'email' | 'isOperator'>
}

export interface Entry {
  readonly workspace: Workspace
  readonly role: Role
  readonly requiresSecondFactor: boolean
  readonly authorityIds: readonly Uuid[]
}

export interface Passkey {
  readonly id: Uuid
  readonly userId: Uuid
  /** base64url, as WebAuthn names it. */
  readonly credentialId: string
  /** COSE. */
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly isBackedUp: boolean
  readonly name: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** An account elsewhere that signs this user in. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly userId: Uuid
  readonly provider: string
  readonly email: string
  readonly createdAt: number
}

/** What a sign-in of several requests remembers in between. */
export interface Ceremony {
  /** SHA-256 of what the browser holds. */
  readonly idHash: Uint8Array
  readonly kind: string
  readonly userId: Uuid | null
  /** Opaque here. */
  readonly sealed: Uint8Array
  readonly expiresAt: number
}

/** Begins anew: whatever the user signed in with before is gone, and so are their sessions. */
export interface Redemption {
  readonly tokenHash: Uint8Array
  readonly userId: Uuid
  readonly passwordHash: string
  readonly name: string
  readonly session: NewStoredSession
}

/** People's credentials and sessions. */
export interface SignInStore {
  account(userId: Uuid): Promise<Account | undefined>
  accountByEmail(email: string): Promise<Account | undefined>
  changeProfile(
    userId: Uuid,
    profile: { readonly name: string; readonly locale: string | null },
    audit: Audit,
  ): Promise<void>
  setOperator(userId: Uuid, isOperator: boolean, audit: Audit): Promise<'changed' | 'unchanged'>

  /** Of a set-up link that is not used up. */
  setup(
    tokenHash: Uint8Array,
    now: number,
  ): Promise<{ readonly account: Account; readonly expiresAt: number } | undefined>
  /** Once only: all links of the user end with it. */
  redeem(redemption: Redemption, audit: Audit): Promise<'redeemed' | 'closed'>
  /** Ends the user's other sessions. */
  setPassword(
    change: {
      readonly userId: Uuid
      readonly passwordHash: string
      readonly at: number
      readonly keeps: Uuid
    },
    audit: Audit,
  ): Promise<void>
  /** The same password under newer costs; nothing when it was changed meanwhile. */
  rehash(userId: Uuid, from: string, to: string): Promise<void>

  session(tokenHash: Uint8Array): Promise<SessionOfUser | undefined>
  /** undefined: not there, deleted, or the user is no member. */
  enter(userId: Uuid, workspaceId: Uuid): Promise<Entry | undefined>
  beginSession(session: NewStoredSession, audit: Audit): Promise<void>
  /** The latest first. */
  sessions(userId: Uuid, now: number): Promise<readonly StoredSession[]>
  touch(id: Uuid, at: number, address: string): Promise<void>
  /** A fresh proof; what was shown once is not forgotten by a lesser one. */
  prove(
    id: Uuid,
    proof: { readonly at: number; readonly withSecondFactor: boolean },
    audit: Audit,
  ): Promise<void>
  endSession(userId: Uuid, id: Uuid, audit: Audit): Promise<'ended' | 'notFound'>
  /** @returns how many */
  endOtherSessions(userId: Uuid, keeps: Uuid | null, audit: Audit): Promise<number>

  passkeys(userId: Uuid): Promise<readonly Passkey[]>
  passkeyByCredential(credentialId: string): Promise<Passkey | undefined>
  /** The session in which it is added has shown it. */
  addPasskey(passkey: Passkey, sessionId: Uuid, audit: Audit): Promise<'added' | 'taken'>
  renamePasskey(userId: Uuid, id: Uuid, name: string, audit: Audit): Promise<'renamed' | 'notFound'>
  removePasskey(userId: Uuid, id: Uuid, audit: Audit): Promise<'removed' | 'notFound'>
  /** `replayed`: the signature counter did not grow (WebAuthn §6.1.1), of an authenticator that counts. */
  usePasskey(
    id: Uuid,
    use: { readonly counter: number; readonly at: number; readonly isBackedUp: boolean },
  ): Promise<'used' | 'replayed'>

  /** Not in force until a code of it was given. */
  offerOneTimeCode(userId: Uuid, sealed: Uint8Array): Promise<'offered' | 'inForce'>
  confirmOneTimeCode(
    confirmation: {
      readonly userId: Uuid
      readonly sessionId: Uuid
      readonly step: number
      readonly at: number
      readonly recoveryCodeHashes: readonly Uint8Array[]
    },
    audit: Audit,
  ): Promise<'confirmed' | 'notOffered'>
  /** Each step once, and none before it. */
  useOneTimeCode(userId: Uuid, step: number): Promise<'used' | 'replayed'>
  /** The recovery codes go with it. */
  removeOneTimeCode(userId: Uuid, audit: Audit): Promise<'removed' | 'notFound'>
  replaceRecoveryCodes(userId: Uuid, hashes: readonly Uint8Array[], audit: Audit): Promise<void>
  useRecoveryCode(userId: Uuid, hash: Uint8Array, audit: Audit): Promise<'used' | 'unknown'>

  identity(issuer: string, subject: string): Promise<Identity | undefined>
  identities(userId: Uuid): Promise<readonly Identity[]>
  linkIdentity(identity: Identity, audit: Audit): Promise<'linked' | 'taken'>
  unlinkIdentity(userId: Uuid, provider: string, audit: Audit): Promise<'unlinked' | 'notFound'>

  /** Open invitations for the address, of workspaces in use. */
  invitedTo(
    email: string,
    now: number,
  ): Promise<readonly { readonly id: Uuid; readonly workspaceId: Uuid; readonly role: Role }[]>

  keepCeremony(ceremony: Ceremony): Promise<void>
  ceremony(kind: string, idHash: Uint8Array, now: number): Promise<Ceremony | undefined>
  /** Gives it once. */
  takeCeremony(kind: string, idHash: Uint8Array, now: number): Promise<Ceremony | undefined>
  /** Erases what has ended. @returns how many rows */
  prune(now: number, idleSince: number): Promise<number>
}
