import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { MasterKey } from '../keys/master-key.ts'
import type { Console } from './console.ts'
import { asOperator, readSettings, type Operator } from './operator.ts'
import { Refusal } from './refusal.ts'
import type { Resealed } from './reseal-everything.ts'
import { count } from './table.ts'

export function addRotateMasterKey(program: Command, console: Console): void {
  program
    .command('rotate-master-key')
    .description(
      'seal everything under a new master key; no passphrase is needed, and a running server goes on',
    )
    .option(
      '--keep-old <file>',
      'move the former key there (default: master.key.<its id> in the data directory)',
    )
    .option(
      '--new-key-file <file>',
      'where the master key comes from CERTMAN_MASTER_KEY: the file that holds the new one',
    )
    .action((options: RotateOptions) => rotate(console, options))
}

interface RotateOptions {
  readonly keepOld?: string
  readonly newKeyFile?: string
}

/** What changed, and what is left to do for the operator. */
interface Rotation {
  readonly from: string
  readonly to: string
  readonly resealed: Resealed
  readonly formerKeyFile: string | null
  readonly todo: string
}

async function rotate(console: Console, options: RotateOptions): Promise<void> {
  const { secrets } = await readSettings(console)
  const { withSealingLock } = await import('./sealing-lock.ts')
  const rotation = await asOperator(console, (operator) =>
    withSealingLock(operator.instance, () =>
      secrets.masterKey === undefined
        ? rotateFile(operator, options)
        : rotateEnvironment(operator, options),
    ),
  )
  console.report({
    json: {
      from: rotation.from,
      to: rotation.to,
      authority_keys: rotation.resealed.authorityKeys,
      secrets: rotation.resealed.secrets,
      former_key_file: rotation.formerKeyFile,
    },
    text: `master key ${rotation.to} replaces ${rotation.from}: ${count(rotation.resealed.authorityKeys, 'CA key')} and ${count(rotation.resealed.secrets, 'secret')} sealed anew`,
  })
  console.say(rotation.todo)
}

/** Three steps, each of which a crash may follow (keys/master-key-rotation.ts; master-key-recovery.ts ends it then). */
async function rotateFile(
  { instance, act }: Operator,
  { keepOld, newKeyFile }: RotateOptions,
): Promise<Rotation> {
  if (newKeyFile !== undefined) {
    throw new Refusal(
      '--new-key-file is for a master key that comes from CERTMAN_MASTER_KEY',
      'leave it out: a new master.key is made',
    )
  }
  if (keepOld !== undefined && existsSync(keepOld))
    throw new Refusal(`${keepOld} exists`, 'name a file that does not')
  const [{ prepareNextMasterKey, promoteNextMasterKey }, { resealEverything }, { moveDurably }] =
    await Promise.all([
      import('../keys/master-key-rotation.ts'),
      import('./reseal-everything.ts'),
      import('./durable-file.ts'),
    ])
  const directory = instance.config.dataDirectory
  const from = instance.masterKey()
  const to = prepareNextMasterKey(directory, from.id)
  const resealed = await resealEverything(instance, act, to)
  const former = promoteNextMasterKey(directory)
  const formerKeyFile = keepOld === undefined ? former : resolve(keepOld)
  if (keepOld !== undefined) moveDurably(former, formerKeyFile)
  return {
    from: from.id,
    to: to.id,
    resealed,
    formerKeyFile,
    todo: [
      'copy the new master.key to where you keep the old one, and to every other machine that serves this database',
      `backups made until now open only with the former key, which is in ${formerKeyFile}:`,
      'keep it with them, away from this machine, or remove it when they are gone',
    ].join('\n'),
  }
}

async function rotateEnvironment(
  { instance, act }: Operator,
  options: RotateOptions,
): Promise<Rotation> {
  if (options.keepOld !== undefined) {
    throw new Refusal(
      '--keep-old is for a master key in a file',
      'keep the former CERTMAN_MASTER_KEY where you keep your secrets',
    )
  }
  if (options.newKeyFile === undefined) {
    throw new Refusal(
      'the master key comes from CERTMAN_MASTER_KEY, which a command cannot change',
      'write a new one to a file (umask 077; openssl rand -hex 32 > FILE) and name it with --new-key-file FILE',
    )
  }
  const from = instance.masterKey()
  const to = await readNewKey(instance.config.dataDirectory, options.newKeyFile)
  if (to.id === from.id)
    throw new Refusal(
      `${options.newKeyFile} holds the master key of now`,
      'make a new one: openssl rand -hex 32',
    )
  const { resealEverything } = await import('./reseal-everything.ts')
  const resealed = await resealEverything(instance, act, to)
  return {
    from: from.id,
    to: to.id,
    resealed,
    formerKeyFile: null,
    todo: [
      `set CERTMAN_MASTER_KEY to what ${options.newKeyFile} holds and restart the server now: until then it cannot open CA keys`,
      'backups made until now open only with the former key: keep it with them',
    ].join('\n'),
  }
}

async function readNewKey(directory: string, path: string): Promise<MasterKey> {
  const { loadMasterKey } = await import('../keys/master-key.ts')
  let text: string
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw new Refusal(`${path} is open to other users`, `run: chmod 600 ${path}`)
    }
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    throw new Refusal(
      `the new master key ${path} cannot be read`,
      'check its path and permissions',
      cause,
    )
  }
  try {
    return loadMasterKey({ directory, fromEnvironment: text })
  } catch (cause) {
    throw new Refusal(
      `${path} holds no master key`,
      'give 64 hexadecimal digits, as from: openssl rand -hex 32',
      cause,
    )
  }
}
