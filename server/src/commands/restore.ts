import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { auditEvent } from '../audit/events.ts'
import type { MasterKey } from '../keys/master-key.ts'
import type { Console } from './console.ts'
import { requireSqlite } from './location.ts'
import { actOf, hasInstance, readSettings, type Settings } from './operator.ts'
import { Refusal } from './refusal.ts'

export function addRestore(program: Command, console: Console): void {
  program
    .command('restore')
    .description(
      'put a backup in place, after its integrity and its master key were checked; the server must not run (SQLite)',
    )
    .argument('<file>', 'what backup made')
    .option('--force', 'also where there is a database already; that one is kept beside it')
    .action((file: string, options: RestoreOptions) => restore(console, resolve(file), options))
}

interface RestoreOptions {
  readonly force?: true
}

/** All that can fail is tried in a directory of its own first; what is in place changes last, in one renaming. */
async function restore(console: Console, file: string, { force }: RestoreOptions): Promise<void> {
  const settings = await readSettings(console)
  requireSqlite(settings, 'restore', 'pg_restore')
  const { dataDirectory } = settings.config
  const isReplacing = hasInstance(settings)
  if (isReplacing && !force) {
    throw new Refusal(
      `there is a database in ${dataDirectory} already`,
      'choose another CERTMAN_DATA_DIR, or add --force to replace it',
    )
  }
  const [{ openDataDirectory }, { holdSealing }, { replaceDatabase }] = await Promise.all([
    import('../compose/data-directory.ts'),
    import('../store/sealing-lock.ts'),
    import('../store/replace-database.ts'),
  ])
  openDataDirectory(dataDirectory)
  const masterKey = await masterKeyAtHand(settings)
  const staging = mkdtempSync(join(dataDirectory, 'restoring-'))
  const aside = join(
    dataDirectory,
    `certman.db.replaced-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`,
  )
  using _lock = holdSealing(dataDirectory)
  try {
    await stage(console, { file, staging, masterKey })
    replaceDatabase(dataDirectory, staging, aside)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  console.report({
    json: {
      directory: dataDirectory,
      master_key_id: masterKey.id,
      replaced: isReplacing ? aside : null,
    },
    text: `${file} is in place in ${dataDirectory}`,
  })
  if (isReplacing) console.say(`the former database is kept as ${aside}`)
  console.say(
    'start the server; what was issued or revoked after the backup was made is not in it, so issue and revoke that again',
  )
}

async function masterKeyAtHand({ config, secrets }: Settings): Promise<MasterKey> {
  const { loadMasterKey, masterKeyExists } = await import('../keys/master-key.ts')
  if (secrets.masterKey === undefined && !masterKeyExists(config.dataDirectory)) {
    throw new Refusal(
      'a backup opens only with the master key that it was made under, and there is none here',
      `copy that master.key to ${join(config.dataDirectory, 'master.key')} (mode 0600), or set CERTMAN_MASTER_KEY`,
    )
  }
  return loadMasterKey({
    directory: config.dataDirectory,
    fromEnvironment: secrets.masterKey?.reveal(),
  })
}

interface Staging {
  readonly file: string
  readonly staging: string
  readonly masterKey: MasterKey
}

/** Checked, brought to this version's schema, and with the event of its restoration in it. */
async function stage(console: Console, { file, staging, masterKey }: Staging): Promise<void> {
  const [{ restoreFrom }, { openStore }, { auditKeyOf }, { MASTER_KEY_CHECK }] = await Promise.all([
    import('../store/backup.ts'),
    import('../store/open.ts'),
    import('../compose.ts'),
    import('../compose/instance-secrets.ts'),
  ])
  await restoreFrom({
    file,
    directory: staging,
    check: async (secret) => requireMasterKey(masterKey, await secret(MASTER_KEY_CHECK)),
  })
  await using store = await openStore({
    location: { kind: 'sqlite', directory: staging },
    auditKey: auditKeyOf(masterKey),
    now: Date.now,
    role: 'operator',
    migrate: true,
  })
  const facts = {
    at: Date.now(),
    workspaceId: null,
    subject: null,
    detail: { masterKeyId: masterKey.id },
  }
  await store.auditLog.append([auditEvent(actOf(console), 'instance.restored', facts)])
}

async function requireMasterKey(
  masterKey: MasterKey,
  check: Uint8Array | undefined,
): Promise<void> {
  const [{ openEnvelope, readEnvelopeHeader }, { MASTER_KEY_CHECK }] = await Promise.all([
    import('../keys/envelope.ts'),
    import('../compose/instance-secrets.ts'),
  ])
  if (check === undefined)
    throw new Refusal(
      'the backup was made before its server had been started once',
      'use another backup',
    )
  const { masterKeyId } = readEnvelopeHeader(check)
  if (masterKeyId !== masterKey.id) {
    throw new Refusal(
      `the backup was made under the master key ${masterKeyId}, and the one at hand is ${masterKey.id}`,
      'put the right master.key in the data directory (after a rotation the former one is called master.key.<id>), or set CERTMAN_MASTER_KEY',
    )
  }
  // The same id by somebody's hand: the tag decides.
  openEnvelope(masterKey, check, { contents: 'secret', belongsTo: MASTER_KEY_CHECK }).fill(0)
}
