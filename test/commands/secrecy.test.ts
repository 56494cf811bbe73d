import { renderFailure } from '../../server/src/commands/refusal.ts'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createConsole, processTerminal } from '../../server/src/commands/console.ts'
import { createProgram } from '../../server/src/commands/program.ts'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import { makeInstance, openTestInstance } from '../_kit/operator-instance.ts'

const SECRETIVE = /passphrase|password|secret|token|key/
/** Options that name a kind of key, not a key. */
const HARMLESS = new Set(['--key-algorithm'])

type Command = ReturnType<typeof createProgram>

function commandsOf(program: Command): readonly Command[] {
  return [program, ...program.commands.flatMap(commandsOf)]
}

test('no option and no argument takes a secret: only the file that holds it', () => {
  const console = createConsole(
    processTerminal(),
    () => false,
    () => {},
  )
  const commands = commandsOf(createProgram(console))
  expect(commands.length).toBeGreaterThan(20)
  let examined = 0
  for (const command of commands) {
    for (const { long, flags } of command.options) {
      if (!SECRETIVE.test(long ?? '') || HARMLESS.has(long ?? '')) continue
      examined++
      expect(flags, command.name()).toMatch(/^--[a-z-]+( <file>)?$/)
    }
    for (const argument of command.registeredArguments)
      expect(argument.name()).not.toMatch(SECRETIVE)
  }
  expect(examined).toBeGreaterThan(5)
})

test('no command prints a passphrase or the master key, and an API key only when it is made, also in the log', async () => {
  await using instance = await makeInstance()
  const passphrase = 'xyzzy-plugh-plover-1976'
  const variables = { ...instance.settings, CERTMAN_LOG_LEVEL: 'trace' }
  const all: Ran[] = []
  const run = async (input: string, ...words: string[]): Promise<string> => {
    const ran = await runCommand(words, { variables, input })
    all.push(ran)
    return ran.output
  }
  const created = await run(
    passphrase,
    'ca',
    'create',
    '--common-name',
    'R',
    '--passphrase-file',
    '-',
    '--json',
  )
  const { id } = (JSON.parse(created) as { ca: { id: string } }).ca
  await run('wrong and never said', 'ca', 'renew', id, '--passphrase-file', '-')
  await run(passphrase, 'ca', 'renew', id, '--passphrase-file', '-')
  const before = readFileSync(join(instance.directory, 'data', 'master.key'), 'utf8').trim()
  await run('', 'rotate-master-key')
  const after = readFileSync(join(instance.directory, 'data', 'master.key'), 'utf8').trim()
  const key = (
    await run('', 'api-key', 'create', '--user', 'owner@example.com', '--name', 'k', '--ca', id)
  ).trim()
  expect(key).toMatch(/^cm_[0-9A-Za-z]{42}$/)
  await run('', 'api-key', 'list', '--json')
  await run('', 'audit', 'verify')
  await run('', 'doctor')
  await run('', 'backup', join(instance.directory, 'b.db'))
  await run(
    passphrase,
    'ca',
    'revoke',
    id,
    '--reason',
    'superseded',
    '--yes',
    '--passphrase-file',
    '-',
  )

  await using open = await openTestInstance(instance.settings)
  const events = await open.store.auditLog.recent(100)
  expect(events.filter(({ action }) => action === 'passphrase.refused')).toMatchObject([
    { outcome: 'refused', subject: id, actor: { kind: 'operator', id: 'tester' } },
  ])

  const told = all.map(({ output, talk }) => output + talk).join('\n')
  expect(all.filter(({ code }) => code !== 0)).toHaveLength(1)
  for (const secret of [passphrase, 'wrong and never said', before, after])
    expect(told).not.toContain(secret)
  expect(told.split(key)).toHaveLength(2)
})

test('a damaged database is told in a sentence, with a stack only for whoever debugs', async () => {
  await using instance = await makeInstance()
  writeFileSync(join(instance.directory, 'data', 'certman.db'), 'no database at all')
  const quiet = await runCommand(['ca', 'list'], { variables: instance.settings })
  expect(quiet).toEqual({
    code: 1,
    output: '',
    talk: 'Error: the database is damaged (file is not a database)\nhint: restore it from a backup with "certman-server restore"\n',
  })
  const debugging = { ...instance.settings, CERTMAN_LOG_LEVEL: 'debug' }
  const loud = await runCommand(['ca', 'list'], { variables: debugging })
  expect(loud.talk).toMatch(/^Error: the database is damaged .*\n.*\n(?:.*\n)* {4}at /)
})

test('what is unexpected is told without a stack, unless one is asked for', () => {
  const fault = new Error('the planets are not aligned')
  expect(renderFailure(fault, false)).toBe(
    'Error: unexpected: the planets are not aligned\nhint: run certman-server doctor; CERTMAN_LOG_LEVEL=debug shows where it happened\n',
  )
  expect(renderFailure(fault, true)).toContain(fault.stack)
})

test('a wrong setting is named', async () => {
  const ran = await runCommand(['ca', 'list'], { variables: { CERTMAN_DATA_DIRR: 'x' } })
  expect(ran.talk).toBe(
    'Error: there is no setting CERTMAN_DATA_DIRR\nhint: did you mean CERTMAN_DATA_DIR?\n',
  )
})
