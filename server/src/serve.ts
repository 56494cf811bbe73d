import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePem } from '@certman/x509'
import { createAuthenticator } from './access/authenticate.ts'
import { runFirstStart, type FirstStart } from './access/first-run.ts'
import { createRateLimiter } from './access/rate-limit.ts'
import { setupLink } from './access/setup-link.ts'
import { renderReady, renderWelcome } from './access/welcome.ts'
import { createApp, createFirst, createOcsp, createPkiApp, type AppServices } from './app.ts'
import { auditEvent, type AuditedAct } from './audit/events.ts'
import type { DoneAction } from './audit/events.ts'
import type { CertificationAuthority } from './ca/certification-authority.ts'
import { createAuthority } from './ca/authorities/create-authority.ts'
import { createRelyingParties } from './ca/revocation/create-relying-parties.ts'
import { createCertificationAuthority } from './ca/create-certification-authority.ts'
import { VERSION } from './commands/version.ts'
import { openInstance, type Instance } from './compose.ts'
import { consoleOf } from './compose/console-services.ts'
import { dashboardUrl, pkiUrl, publicUrl, warnings, type BoundPorts } from './config/addresses.ts'
import { loadConfig, type Config } from './config/config.ts'
import type { Secrets } from './config/secrets.ts'
import { listen, type Listener } from './http/listen.ts'
import { randomBytes } from './keys/crypto.ts'
import { passphraseFrom } from './keys/passphrase.ts'
import { keyLinkTask, mcpSettings, servedAt } from './compose/mcp-services.ts'
import { beginNotifications, mailerOf, notificationContext } from './compose/notification-tasks.ts'
import { createNotifications } from './notifications/notifications.ts'
import { oauthSettings, oauthTask } from './compose/oauth-services.ts'
import { readDashboard } from './protocols/dashboard/files.ts'
import { revocationTasks } from './compose/revocation-tasks.ts'
import { holdSealing } from './store/sealing-lock.ts'
import { Timetable, type Task } from './schedule/timetable.ts'
import { tlsIdentity } from './compose/tls-identity.ts'
import {
  backgroundTaskFailed,
  configurationWarned,
  serverStarted,
  serverStopped,
  serverStopping,
  type Telemetry,
} from './telemetry/events.ts'
import { createLogger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'

const SERVER: AuditedAct = { principal: { kind: 'system', task: 'server' }, requestId: null }
const MINUTE = 60_000

/**
 * Runs the server until SIGTERM or SIGINT, then finishes what it began and releases everything.
 * @param variables the environment
 * @throws Problem with one sentence for the operator when it cannot start
 */
export async function serve(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { config, secrets } = loadConfig(variables)
  const telemetry: Telemetry = {
    logger: await createLogger({ level: config.logLevel, format: config.logFormat }),
    metrics: createMetrics(),
  }
  const stopped = stopSignal()
  await using resources = new AsyncDisposableStack()
  await start(config, secrets, telemetry, resources)
  serverStopping(telemetry, { signal: await stopped })
  await resources.disposeAsync()
  serverStopped(telemetry)
  telemetry.logger.flush()
}

async function start(
  config: Config,
  secrets: Secrets,
  telemetry: Telemetry,
  resources: AsyncDisposableStack,
): Promise<void> {
  // Known only after listening; asked for each time an address is written down.
  let bound: BoundPorts = { port: config.port, pkiPort: config.pkiPort }
  const instance = resources.use(
    await openInstance({
      config,
      secrets,
      telemetry,
      role: 'server',
      publication: {
        baseUrl: () => pkiUrl(config, bound),
        isConfigured: config.pkiUrl !== undefined,
      },
    }),
  )
  const ca = createCertificationAuthority(instance.ca)
  // Several instances may start at once on one empty database: the next one finds what this one made and showed.
  await using _turn = await instance.store.takeTurn()
  const first = await furnish(instance)
  resources.defer(() => auditServer(instance, 'instance.stopped'))
  const ending = new AbortController()
  const mcp = await mcpSettings(instance, {
    ...servedAt(config, secrets, () => bound),
    ending: ending.signal,
  })
  const oauth = oauthSettings(instance, () => bound)
  const notifying = notificationContext(instance, secrets, () => publicUrl(config, bound))
  const notifications = createNotifications(notifying)
  const others = { ...servicesOf(instance, ca, secrets, resources), mcp, oauth, notifications }
  const room = await consoleOf(
    instance,
    {
      services: others,
      secrets,
      mailer: mailerOf(notifying.letterbox),
      keyLinks: mcp.keyLinks,
      oauth,
      publicUrl: () => publicUrl(config, bound),
      ending: ending.signal,
    },
    resources,
  )
  const services = { ...others, console: room.console }

  if (config.pkiPort !== undefined) {
    const listener = resources.use(await listenForRelyingParties(services, config))
    bound = { ...bound, pkiPort: listener.port }
  }
  const listener = resources.use(await listenForClients(services, instance, ca))
  bound = { ...bound, port: listener.port }
  resources.defer(() => instance.store.statuses.leave(instance.ca.instanceName))
  const tasks = [
    keyLinkTask(mcp.keyLinks),
    ...revocationTasks(instance, ending.signal),
    ...room.tasks,
  ]
  resources.use(timetable(instance, ca, listener, tasks))
  beginNotifications(instance, notifying, resources)
  // Before the timetable waits for what is under way.
  resources.defer(() => ending.abort())

  await auditServer(instance, 'instance.started')
  for (const warning of warnings(config)) configurationWarned(telemetry, warning)
  const url = publicUrl(config, bound)
  process.stdout.write(
    first ? welcome(config, url, dashboardUrl(config, bound), first) : renderReady(url),
  )
  await first?.finish()
  serverStarted(telemetry, { url, version: VERSION, milliseconds: Math.round(performance.now()) })
}

/** Makes the first workspace, CAs and key, or goes on where a killed first start left off. */
async function furnish(instance: Instance): Promise<FirstStart | undefined> {
  const { store, keys, config, clock } = instance
  // A rotation of the master key beside this start must not pass between the sealing of a key and its recording.
  using _sealing = holdSealing(config.dataDirectory)
  return await runFirstStart({
    store,
    now: () => clock.now(),
    random: randomBytes,
    randomUuid: randomUUID,
    ownerEmail: config.ownerEmail,
    seal: (name, secret) => keys.sealSecret(name, secret),
    createAuthority: (act, authority) => createAuthority(instance.ca, act, authority),
  })
}

function servicesOf(
  instance: Instance,
  ca: CertificationAuthority,
  secrets: Secrets,
  resources: AsyncDisposableStack,
): Omit<AppServices, 'mcp' | 'oauth' | 'notifications'> {
  const { store, config, telemetry, clock, refusals } = instance
  const now = (): number => clock.now()
  const authenticator = resources.use(
    createAuthenticator({
      store,
      now,
      refusals,
      onFailure: (error) => backgroundTaskFailed(telemetry, { task: 'last use of keys', error }),
    }),
  )
  const limiter = createRateLimiter({
    rateBuckets: store.rateBuckets,
    rules: config.rateLimits,
    now,
  })
  return {
    ca,
    authenticator,
    limiter,
    passphrase: passphraseFrom,
    trustedProxies: config.trustedProxies,
    telemetry,
    version: VERSION,
    metricsToken: secrets.metricsToken?.reveal(),
    ready: () => store.ready(),
    relyingParties: createRelyingParties(instance.ca),
    clock,
    trustPage: config.trustPage,
    dashboard: readDashboard(),
  }
}

function listenForRelyingParties(services: AppServices, config: Config): Promise<Listener> {
  const app = createPkiApp(services)
  return listen({
    first: createOcsp(services),
    fetch: (request, bindings) => app.fetch(request, bindings),
    host: config.host,
    port: config.pkiPort ?? 0,
    portSetting: 'CERTMAN_PKI_PORT',
    onError: (error) => backgroundTaskFailed(services.telemetry, { task: 'listening', error }),
  })
}

async function listenForClients(
  services: AppServices,
  instance: Instance,
  ca: CertificationAuthority,
): Promise<Listener> {
  const { config } = instance
  const app = createApp(services)
  return listen({
    first: createFirst(services),
    fetch: (request, bindings) => app.fetch(request, bindings),
    host: config.host,
    port: config.port,
    portSetting: 'CERTMAN_PORT',
    tls: await tlsIdentity(instance, ca),
    onError: (error) => backgroundTaskFailed(services.telemetry, { task: 'listening', error }),
  })
}

function timetable(
  instance: Instance,
  ca: CertificationAuthority,
  listener: Listener,
  others: readonly Task[],
): Timetable {
  const { store, clock, config, telemetry } = instance
  const pruneIdempotency: Task = {
    name: 'prune idempotency keys',
    every: 10 * MINUTE,
    run: async (end) => {
      while (!end.aborted && (await store.idempotency.prune(clock.now())) > 0);
    },
  }
  // `files` too: whoever replaces the files need not restart the server.
  const renewTls = {
    name: 'renew the TLS certificate',
    every: 60 * MINUTE,
    run: async () => {
      const identity = await tlsIdentity(instance, ca)
      if (identity) listener.setTls(identity)
    },
  }
  const tasks: Task[] = [pruneIdempotency, oauthTask(instance), ...others]
  if (config.tls.mode !== 'off') tasks.push(renewTls)
  return new Timetable(tasks, (task, error) => backgroundTaskFailed(telemetry, { task, error }))
}

function welcome(config: Config, url: string, dashboard: string, first: FirstStart): string {
  return renderWelcome({
    url,
    key: first.key,
    setupLink: setupLink(dashboard, first.setup.token),
    ownerEmail: first.owner.email,
    issuingAuthorityId: first.issuing.id,
    trustFile: config.tls.mode === 'auto' ? writeTrustFile(config, first) : undefined,
  })
}

function writeTrustFile(config: Config, { root }: FirstStart): string {
  const path = join(config.dataDirectory, 'root-ca.pem')
  writeFileSync(path, `${encodePem('CERTIFICATE', root.certificate)}\n`)
  return path
}

function auditServer({ store, clock }: Instance, action: DoneAction): Promise<void> {
  const facts = { subject: null, workspaceId: null, at: clock.now(), detail: { version: VERSION } }
  return store.auditLog.append([auditEvent(SERVER, action, facts)])
}

/** @returns the first signal; a second one ends the process at once, for somebody who will not wait */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(signal)
        process.once(signal, () => process.exit(1))
      })
    }
  })
}
