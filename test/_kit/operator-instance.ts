import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createUser } from '../../server/src/access/user.ts'
import { createWorkspace } from '../../server/src/access/workspace.ts'
import { createConsole } from '../../server/src/commands/console.ts'
import { actOf, open, readSettings } from '../../server/src/commands/operator.ts'
import { PassThrough } from 'node:stream'
import { randomUUID } from 'node:crypto'
import type { Instance } from '../../server/src/compose.ts'

/** A directory of its own with an instance in it: an owner, a workspace, and no server. */
export interface TestInstance extends AsyncDisposable {
  readonly directory: string
  readonly settings: Readonly<Record<string, string>>
}

export async function makeInstance(): Promise<TestInstance> {
  const made = testInstance(await newDirectory())
  await using instance = await openTestInstance(made.settings, 'server')
  const act = actOf({ operator: 'tester' })
  const access = {
    store: instance.store,
    now: () => instance.clock.now(),
    random: instance.ca.random,
    randomUuid: randomUUID,
  }
  const owner = await createUser(access, act, { email: 'owner@example.com' })
  await createWorkspace(access, act, { name: 'My Workspace', ownerId: owner.id })
  return made
}

/** The same again, for a test that changes it. */
export async function copyInstance(original: TestInstance): Promise<TestInstance> {
  const directory = await newDirectory()
  await cp(original.directory, directory, { recursive: true })
  return testInstance(directory)
}

const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'certman-commands-'))

function testInstance(directory: string): TestInstance {
  return {
    directory,
    // A port where nobody answers, whatever else runs on this machine.
    settings: { CERTMAN_DATA_DIR: join(directory, 'data'), CERTMAN_PORT: '1' },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  }
}

/** As a command opens it, for what a test does between commands. */
export async function openTestInstance(
  variables: Readonly<Record<string, string>>,
  role: 'server' | 'operator' = 'operator',
): Promise<Instance> {
  const nowhere = new PassThrough().resume()
  const terminal = {
    variables,
    input: new PassThrough(),
    output: nowhere,
    talk: nowhere,
    operator: 'tester',
  }
  const console = createConsole(
    terminal,
    () => false,
    () => {},
  )
  return open(console, await readSettings(console), role)
}
