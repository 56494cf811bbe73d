import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { isCredential, type UserPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import { SecretText } from '../pki/secret-text.ts'
import { requireSecondFactorOf } from './sign-in/create-sessions.ts'
import type { KeyLink } from '../store/programs/assistant-store.ts'
import type { Store } from '../store/store.ts'

/** How long a private key waits for its owner. */
const KEY_LINK_MILLISECONDS = 10 * 60_000

export interface KeyLinkContext {
  readonly store: Pick<Store, 'assistants' | 'signIn' | 'certificates'>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly randomUuid: () => string
  readonly seal: (name: string, plaintext: Uint8Array) => Uint8Array
  readonly open: (name: string, sealed: Uint8Array) => Uint8Array
}

/** What its owner is told before the one download. */
export interface WaitingKey {
  readonly id: Uuid
  readonly workspaceId: Uuid
  readonly certificateId: Uuid
  readonly commonName: string
  readonly createdAt: number
  readonly expiresAt: number
}

export interface OpenedKey extends WaitingKey {
  /** PKCS#8 as PEM; nothing of it is kept. */
  readonly privateKeyPem: SecretText
}

export interface NewKeyLink {
  readonly certificate: { readonly id: Uuid; readonly workspaceId: Uuid }
  readonly privateKeyPem: string
}

/** The verbs of private keys that an assistant caused and only a person may have. */
export interface KeyLinks {
  /** Seals a key that was just made for the user of the credential. @returns the link's id, which opens nothing by itself */
  leave(
    act: AuditedAct,
    key: NewKeyLink,
  ): Promise<{ readonly id: Uuid; readonly expiresAt: number }>
  /** @throws Problem `notFound`, the same for a foreign, opened, expired and unknown link; `secondFactorRequired` */
  look(principal: UserPrincipal, id: Uuid): Promise<WaitingKey>
  /** Gives the key once and erases it. @throws Problem `notFound` as above */
  open(act: AuditedAct, id: Uuid): Promise<OpenedKey>
  /** @returns how many were erased */
  eraseExpired(): Promise<number>
}

export function createKeyLinks(context: KeyLinkContext): KeyLinks {
  return {
    leave: (act, key) => leave(context, act, key),
    look: async (principal, id) => waiting(context, await ownLink(context, principal, id)),
    open: (act, id) => open(context, act, id),
    eraseExpired: () => context.store.assistants.eraseExpired(context.now()),
  }
}

async function leave(
  { store, now, randomUuid, seal }: KeyLinkContext,
  act: AuditedAct,
  { certificate, privateKeyPem }: NewKeyLink,
): Promise<{ readonly id: Uuid; readonly expiresAt: number }> {
  const { principal } = act
  if (!isCredential(principal)) throw new Problem('internal', 'a key link belongs to a user')
  const id = newUuid(randomUuid)
  const createdAt = now()
  const expiresAt = createdAt + KEY_LINK_MILLISECONDS
  const plaintext = new TextEncoder().encode(privateKeyPem)
  const link: KeyLink = {
    id,
    userId: principal.user.id,
    workspaceId: certificate.workspaceId,
    certificateId: certificate.id,
    sealed: seal(id, plaintext),
    createdAt,
    expiresAt,
  }
  plaintext.fill(0)
  await store.assistants.addKeyLink(link, [
    auditEvent(act, 'keyLink.created', {
      at: createdAt,
      workspaceId: certificate.workspaceId,
      subject: certificate.id,
      detail: { keyLinkId: id, expiresAt },
    }),
  ])
  return { id, expiresAt }
}

async function open(context: KeyLinkContext, act: AuditedAct, id: Uuid): Promise<OpenedKey> {
  const { store, now } = context
  const { principal } = act
  if (!isCredential(principal) || principal.kind !== 'user') throw noKeyLink()
  const link = await ownLink(context, principal, id)
  const described = await waiting(context, link)
  const at = now()
  const taken = await store.assistants.takeKeyLink(id, at, [
    auditEvent(act, 'keyLink.opened', {
      at,
      workspaceId: link.workspaceId,
      subject: link.certificateId,
      detail: { keyLinkId: id },
    }),
  ])
  if (taken === undefined) throw noKeyLink()
  const plaintext = context.open(id, taken.sealed)
  const privateKeyPem = new SecretText(new TextDecoder().decode(plaintext))
  plaintext.fill(0)
  return { ...described, privateKeyPem }
}

/**
 * Somebody else's is answered as one that never was; so is one's own in a workspace that one has left. Who may not enter the
 * workspace without a second factor does not get its keys either.
 */
async function ownLink(
  { store, now }: KeyLinkContext,
  principal: UserPrincipal,
  id: Uuid,
): Promise<KeyLink> {
  const { user } = principal
  const link = await store.assistants.keyLink(id)
  if (link === undefined || link.userId !== user.id || link.expiresAt <= now()) throw noKeyLink()
  const entry = await store.signIn.enter(user.id, link.workspaceId)
  if (entry === undefined) throw noKeyLink()
  requireSecondFactorOf(entry, principal)
  return link
}

async function waiting({ store }: KeyLinkContext, link: KeyLink): Promise<WaitingKey> {
  const { id, workspaceId, certificateId, createdAt, expiresAt } = link
  const certificate = await store.certificates.get(certificateId)
  const commonName = certificate?.commonName ?? ''
  return { id, workspaceId, certificateId, commonName, createdAt, expiresAt }
}

function noKeyLink(): Problem {
  return new Problem(
    'notFound',
    'no private key waits under this address for you: it may have been downloaded already, more than 10 minutes may have passed, or it was made for somebody else; renew the certificate to get a new one',
  )
}
