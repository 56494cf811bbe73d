import type { Command } from 'commander'
import { auditEvent } from '../audit/events.ts'
import type { Console } from './console.ts'
import { locationOf } from './location.ts'
import { actOf, hasInstance, noInstance, open, readSettings } from './operator.ts'

export function addMigrate(program: Command, console: Console): void {
  program
    .command('migrate')
    .description(
      'bring the database to the schema of this version; the server does it at start too',
    )
    .action(() => migrate(console))
}

async function migrate(console: Console): Promise<void> {
  const settings = await readSettings(console)
  if (!hasInstance(settings)) throw noInstance(settings)
  const { readSchema } = await import('../store/inspect.ts')
  const { found, needed } = await readSchema(locationOf(settings))
  {
    // Not beside a server, which may be of the former version: it holds the directory, and this is refused.
    await using instance = await open(console, settings, 'server')
    if (found !== needed) {
      const facts = {
        at: instance.clock.now(),
        workspaceId: null,
        subject: null,
        detail: { from: found, to: needed },
      }
      await instance.store.auditLog.append([auditEvent(actOf(console), 'instance.migrated', facts)])
    }
  }
  console.report({
    json: { from: found, to: needed },
    text:
      found === needed
        ? `the database has schema ${needed} already; nothing to do`
        : `the database went from schema ${found} to ${needed}`,
  })
}
