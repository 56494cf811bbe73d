import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiKey } from './access/create-api-key.ts'
import { createAuthenticator } from './access/authenticate.ts'
import { createRateLimiter } from './access/rate-limit.ts'
import { createUser } from './access/user.ts'
import { createWorkspace } from './access/workspace.ts'
import { createApp, type AppServices } from './app.ts'
import { createAuthority } from './ca/authorities/create-authority.ts'
import { createCertificationAuthority } from './ca/create-certification-authority.ts'
import { createRelyingParties } from './ca/revocation/create-relying-parties.ts'
import { openInstance, type Instance } from './compose.ts'
import { loadConfig } from './config/config.ts'
import { randomBytes } from './keys/crypto.ts'
import { mcpSettings } from './compose/mcp-services.ts'
import { notificationContext } from './compose/notification-tasks.ts'
import { createNotifications } from './notifications/notifications.ts'
import { oauthSettings } from './compose/oauth-services.ts'
import { passphraseFrom } from './keys/passphrase.ts'
import { ALL_PERMISSIONS, type Permissions } from './pki/permission.ts'
import { createLogger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'
import type { Act } from './ca/certification-authority.ts'
import type { CertificateAuthority } from './pki/certificate-authority.ts'
import type { Uuid } from './pki/identifier.ts'

const OPERATOR: Act = { principal: { kind: 'operator', name: 'test' }, requestId: null }

/** A real app over a real store and real keys, called in-process. */
export interface TestApp extends AsyncDisposable {
  readonly services: AppServices
  readonly instance: Instance
  readonly root: CertificateAuthority
  readonly issuing: CertificateAuthority
  /** With all permissions on both CAs. */
  readonly key: string
  /** A further key of the same workspace. */
  keyFor(grants: ReadonlyMap<Uuid, Permissions>, mayReturnPrivateKeys?: boolean): Promise<string>
  /** Another CA under the root; the first key has nothing to do with it. */
  authority(passphrase?: string): Promise<CertificateAuthority>
  /** `authorization` is sent unless it is undefined. */
  call(path: string, options?: CallOptions): Promise<Answer>
}

export interface CallOptions {
  readonly method?: string
  readonly key?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, text as it is. */
  readonly body?: object | string
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Parsed, when it is JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into whatever came
  readonly json: any
}

export async function openTestApp(
  environment: Readonly<Record<string, string>> = {},
  replaced: Partial<AppServices> = {},
): Promise<TestApp> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-app-'))
  await using opened = new AsyncDisposableStack()
  opened.defer(() => rm(directory, { recursive: true, force: true }))
  const { config, secrets } = loadConfig({
    CERTMAN_DATA_DIR: join(directory, 'data'),
    CERTMAN_PORT: '0',
    ...environment,
  })
  const telemetry = {
    logger: await createLogger({ level: 'silent', format: 'json' }),
    metrics: createMetrics(),
  }
  const publication = { baseUrl: () => 'http://pki.example', isConfigured: true }
  const instance = opened.use(
    await openInstance({ config, secrets, telemetry, role: 'server', publication }),
  )
  const { store, clock, refusals } = instance
  const now = (): number => clock.now()
  const context = { store, now, random: randomBytes, randomUuid: randomUUID }
  const owner = await createUser(context, OPERATOR, { email: 'owner@localhost' })
  const workspace = await createWorkspace(context, OPERATOR, {
    name: 'My Workspace',
    ownerId: owner.id,
  })
  const organization = workspace.name
  const root = await createAuthority(instance.ca, OPERATOR, {
    workspaceId: workspace.id,
    subject: { commonName: 'My Workspace Root CA', organization, country: 'DE' },
    keyAlgorithm: 'ECDSA-P384',
  })
  let number = 0
  const authority = (passphrase?: string): Promise<CertificateAuthority> =>
    createAuthority(instance.ca, OPERATOR, {
      workspaceId: workspace.id,
      parentId: root.id,
      subject: { commonName: `My Workspace Issuing CA ${++number}`, organization },
      keyAlgorithm: 'ECDSA-P256',
      pathLength: 0,
      passphrase: passphrase === undefined ? undefined : passphraseFrom(passphrase),
    })
  const issuing = await authority()
  const keyFor: TestApp['keyFor'] = async (grants, mayReturnPrivateKeys) => {
    const created = await createApiKey(context, OPERATOR, {
      workspaceId: workspace.id,
      userId: owner.id,
      name: 'First key',
      grants,
      mayReturnPrivateKeys,
      expiresAt: null,
    })
    return created.key.reveal()
  }
  const key = await keyFor(
    new Map([
      [root.id, ALL_PERMISSIONS],
      [issuing.id, ALL_PERMISSIONS],
    ]),
  )
  const authenticator = opened.use(
    createAuthenticator({ store, now, refusals, onFailure: (error) => expectNone(error) }),
  )
  const services: AppServices = {
    ca: createCertificationAuthority(instance.ca),
    relyingParties: createRelyingParties(instance.ca),
    clock,
    trustPage: config.trustPage,
    mcp: await mcpSettings(instance, {
      baseUrl: () => 'http://localhost',
      dashboardUrl: () => 'http://localhost',
      remembersSessions: true,
      ending: new AbortController().signal,
    }),
    dashboard: undefined,
    oauth: oauthSettings(instance, () => ({ port: 80 })),
    notifications: createNotifications(
      notificationContext(instance, secrets, () => 'http://localhost'),
    ),
    authenticator,
    limiter: createRateLimiter({ rateBuckets: store.rateBuckets, rules: config.rateLimits, now }),
    passphrase: passphraseFrom,
    telemetry,
    trustedProxies: config.trustedProxies,
    version: '0.0.0-test',
    ready: () => store.ready(),
    metricsToken: secrets.metricsToken?.reveal(),
    ...replaced,
  }
  const app = createApp(services)
  const resources = opened.move()
  return {
    services,
    instance,
    root,
    issuing,
    key,
    keyFor,
    authority,
    call: async (path, options = {}) => {
      const { body } = options
      const response = await app.request(path, {
        method: options.method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...('key' in options
            ? options.key === undefined
              ? {}
              : { Authorization: `Bearer ${options.key}` }
            : { Authorization: `Bearer ${key}` }),
          ...(typeof body === 'object' ? { 'Content-Type': 'application/json' } : {}),
          ...options.headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson && text !== '' ? JSON.parse(text) : undefined,
      }
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function expectNone(error: unknown): never {
  throw new Error('something failed in the background', { cause: error })
}
