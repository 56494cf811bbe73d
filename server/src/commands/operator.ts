import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AccessContext } from '../access/context.ts'
import type { Act } from '../ca/certification-authority.ts'
import type { Instance } from '../compose.ts'
import type { Config } from '../config/config.ts'
import type { Secrets } from '../config/secrets.ts'
import type { Telemetry } from '../telemetry/events.ts'
import type { Console } from './console.ts'
import { Refusal } from './refusal.ts'

/** The file that tells a data directory with an instance from one without. */
const DATABASE_FILE = 'certman.db'

export interface Settings {
  readonly config: Config
  readonly secrets: Secrets
}

/** The operator at work: the instance of the settings, open beside whatever server runs on it. */
export interface Operator {
  readonly instance: Instance
  readonly act: Act
  readonly access: AccessContext
}

/** @throws Problem that names the setting at fault */
export async function readSettings(console: Pick<Console, 'variables'>): Promise<Settings> {
  const { loadConfig } = await import('../config/config.ts')
  return loadConfig(console.variables)
}

/** Opens the instance, lets the operator do one thing and closes it: nothing of it outlives the command. */
export async function asOperator<Result>(
  console: Console,
  use: (operator: Operator) => Promise<Result>,
): Promise<Result> {
  const settings = await readSettings(console)
  if (!hasInstance(settings)) throw noInstance(settings)
  await using instance = await open(console, settings, 'operator')
  return await use({ instance, act: actOf(console), access: accessOf(instance) })
}

export async function open(
  console: Console,
  settings: Settings,
  role: 'server' | 'operator',
): Promise<Instance> {
  const [{ openInstance }, { pkiUrl }] = await Promise.all([
    import('../compose.ts'),
    import('../config/addresses.ts'),
  ])
  const { config } = settings
  const publication = {
    baseUrl: () => pkiUrl(config, { port: config.port, pkiPort: config.pkiPort }),
    isConfigured: config.pkiUrl !== undefined,
  }
  return openInstance({
    ...settings,
    telemetry: await commandTelemetry(console, config),
    role,
    publication,
  })
}

/** On PostgreSQL only connecting tells. */
export function hasInstance({ config, secrets }: Settings): boolean {
  return secrets.databaseUrl !== undefined || existsSync(join(config.dataDirectory, DATABASE_FILE))
}

export function noInstance({ config }: Settings): Refusal {
  return new Refusal(
    `there is no instance in ${config.dataDirectory}`,
    'set CERTMAN_DATA_DIR to where it is, or make one with: certman-server start',
  )
}

/** Who acts: no request stands behind a command. */
export function actOf(console: Pick<Console, 'operator'>): Act {
  return { principal: { kind: 'operator', name: console.operator }, requestId: null }
}

function accessOf({ store, clock, ca }: Instance): AccessContext {
  return { store, now: () => clock.now(), random: ca.random, randomUuid: randomUUID }
}

/** A command tells its own story: the log is silent unless it is asked for, and never on standard output. */
async function commandTelemetry(console: Console, config: Config): Promise<Telemetry> {
  const [{ createLogger }, { createMetrics }] = await Promise.all([
    import('../telemetry/logger.ts'),
    import('../telemetry/metrics.ts'),
  ])
  const isAskedFor = console.variables['CERTMAN_LOG_LEVEL'] !== undefined
  const logger = await createLogger({
    level: isAskedFor ? config.logLevel : 'silent',
    format: config.logFormat,
    destination: console.talk,
  })
  return { logger, metrics: createMetrics() }
}
