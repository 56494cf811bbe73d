import { randomUUID } from 'node:crypto'
import { createAdministration } from '../access/administration.ts'
import type { SignOnWay } from '../access/instance-facts.ts'
import type { Mailer } from '../access/mailer.ts'
import { auditKeys } from './audit-keys.ts'
import { createAuditVerifier } from '../audit/verify-on-request.ts'
import type { Instance } from '../compose.ts'
import type { Secrets } from '../config/secrets.ts'
import { createBackups } from './database-backups.ts'
import { healthOf } from './instance-health.ts'
import { randomBytes } from '../keys/crypto.ts'
import type { ConsoleServices } from '../protocols/console/dependencies.ts'

export interface AdministrationOptions {
  readonly secrets: Pick<Secrets, 'databaseUrl'>
  readonly mailer: Mailer
  /** Where people reach the dashboard, without a trailing slash. */
  readonly baseUrl: () => string
  readonly signOn: () => readonly SignOnWay[]
}

/** What the console needs for workspaces, people, keys, the audit log and the instance. */
export function administrationServices(
  instance: Instance,
  { secrets, mailer, baseUrl, signOn }: AdministrationOptions,
): Pick<ConsoleServices, 'administration'> {
  const { store, clock, config } = instance
  const now = (): number => clock.now()
  const kind = secrets.databaseUrl === undefined ? 'sqlite' : 'postgres'
  return {
    administration: createAdministration({
      store,
      now,
      random: randomBytes,
      randomUuid: randomUUID,
      mailer,
      publicUrl: baseUrl,
      verifier: createAuditVerifier({
        auditLog: store.auditLog,
        keys: () => auditKeys(instance),
        now,
      }),
      instance: {
        health: () => healthOf(instance, kind),
        signOn,
        backups: kind === 'sqlite' ? createBackups(config.dataDirectory, now) : undefined,
      },
    }),
  }
}
