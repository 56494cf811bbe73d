import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditedAct } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Role } from '../pki/member.ts'
import { ALL_PERMISSIONS } from '../pki/permission.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { addWorld, AUDIT_KEY, type World } from '../store/_fixtures.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import type { NotificationContext } from './context.ts'
import { WebhookDeliverer } from './deliver.ts'
import type { Network } from './destination.ts'
import type { Letter } from './mail.ts'
import { createPost } from './post.ts'

/** A real store in a temporary directory, a clock that stands until it is moved, and a letterbox that keeps what is put in. */
export interface Setting extends AsyncDisposable {
  readonly store: Store
  readonly context: NotificationContext
  readonly clock: { now: number }
  readonly letters: Letter[]
  readonly world: World
  readonly directory: string
}

const LOOPBACK: Network = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  ownAddresses: () => [],
}

export async function openSetting(
  directory?: string,
  role: 'server' | 'operator' = 'server',
): Promise<Setting> {
  const place = directory ?? (await mkdtemp(join(tmpdir(), 'certman-notify-')))
  const clock = { now: Date.now() }
  const store = await openStore({
    location: { kind: 'sqlite', directory: place },
    auditKey: AUDIT_KEY,
    now: () => clock.now,
    role,
    migrate: true,
  })
  const letters: Letter[] = []
  const reach = ['public', 'private', '127.0.0.0/8']
  const context: NotificationContext = {
    store,
    now: () => clock.now,
    random: (length) => new Uint8Array(randomBytes(length)),
    randomUuid: randomUUID,
    // The envelope is the business of the key store.
    sealing: {
      seal: (_name, octets) => octets,
      open: (_name, sealed) => sealed,
      hold: () => ({ [Symbol.dispose]: () => {} }),
    },
    reach,
    network: LOOPBACK,
    post: createPost(reach, LOOPBACK, 2_000),
    letterbox: { isConfigured: true, send: async (letter) => void letters.push(letter) },
    baseUrl: () => 'https://certman.example.com',
  }
  const world = await addWorld(store)
  return {
    store,
    context,
    clock,
    letters,
    world,
    directory: place,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]()
      if (directory === undefined) await rm(place, { recursive: true, force: true })
    },
  }
}

/** Somebody who is signed in and has entered the workspace. */
export function actOf(
  { workspaceId, userId, root, issuing }: World,
  role: Role = 'admin',
): AuditedAct {
  const principal: UserPrincipal = {
    kind: 'user',
    id: userId,
    sessionId: randomUUID() as Uuid,
    user: { id: userId, email: 'somebody@example.com' },
    workspace: { id: workspaceId, name: 'W', slug: 'w', plan: 'pro' },
    role,
    isOperator: false,
    provedAt: 0,
    grants: new Map([root.id, issuing.id].map((id) => [id, ALL_PERMISSIONS])),
    address: '192.0.2.7',
  }
  return { principal, requestId: 'r-1' }
}

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly path: string
}

/** Somebody who listens on this machine. */
export interface Receiver extends AsyncDisposable {
  readonly url: string
  readonly received: Received[]
  /** What it answers from now on. */
  answer: { status: number; body: string; headers?: Record<string, string>; after?: number }
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      received.push({ headers: request.headers, body, path: request.url ?? '' })
      const { status, body: text, headers, after = 0 } = receiver.answer
      setTimeout(() => response.writeHead(status, headers).end(text), after)
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: { status: 204, body: '' },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return receiver
}

export function delivererOf({ context }: Setting, holder = 'me'): WebhookDeliverer {
  return new WebhookDeliverer(context, {
    holder,
    chance: () => 0,
    failed: (error) => {
      throw error
    },
  })
}

/** What the messages were about. */
export function subjectsOf(received: readonly Received[]): readonly string[] {
  return received.map(({ body }) => (JSON.parse(body) as { subject: string }).subject)
}
