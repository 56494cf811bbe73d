import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { auditEvent } from '../audit/events.ts'
import type { Console } from './console.ts'
import { requireSqlite } from './location.ts'
import { asOperator, readSettings } from './operator.ts'

export function addBackup(program: Command, console: Console): void {
  program
    .command('backup')
    .description(
      'copy the database to a new file, as it stands at one moment; the server may run on (SQLite)',
    )
    .argument('<file>', 'what does not exist yet')
    .action((file: string) => backup(console, file))
}

async function backup(console: Console, given: string): Promise<void> {
  requireSqlite(await readSettings(console), 'back up', 'pg_dump')
  const { backupTo } = await import('../store/backup.ts')
  const file = resolve(given)
  const masterKeyId = await asOperator(console, async ({ instance, act }) => {
    await backupTo(file, instance.config.dataDirectory)
    const { id } = instance.masterKey()
    await instance.store.auditLog.append([
      auditEvent(act, 'instance.backedUp', {
        at: instance.clock.now(),
        workspaceId: null,
        subject: basename(file),
        detail: { masterKeyId: id },
      }),
    ])
    return id
  })
  const { size } = statSync(file)
  console.report({
    json: { file, bytes: size, master_key_id: masterKeyId },
    text: `${file}: ${size} bytes`,
  })
  console.say(
    `the backup does not hold the master key, without which nothing in it opens: keep a copy of master.key (${masterKeyId}) elsewhere`,
  )
}
