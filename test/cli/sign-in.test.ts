import { mkdtemp, rm, stat } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../cli/src/run.ts'
import { openWorld, visitConsent, type World } from '../oauth/_world.ts'

let world: World
let home: string

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

interface Ran {
  readonly code: number
  readonly output: string
  readonly talk: string
}

/** A person at a terminal: `open` is what the browser does with the address that is shown to it. */
async function certman(
  words: readonly string[],
  given: {
    readonly open?: (address: string) => Promise<void>
    readonly onTalk?: (talk: string) => void
    readonly now?: () => number
    readonly input?: string
    readonly url?: string
  } = {},
): Promise<Ran> {
  let [output, talk] = ['', '']
  const gather = (take: (text: string) => void): PassThrough => {
    const stream = new PassThrough()
    stream.on('data', (chunk: Buffer) => take(chunk.toString()))
    return stream
  }
  const input = Object.assign(new PassThrough(), { isTTY: false })
  input.end(given.input ?? '')
  const code = await run([...words, '--api-url', given.url ?? world.url], {
    variables: {},
    input,
    output: gather((text) => (output += text)),
    talk: gather((text) => {
      talk += text
      given.onTalk?.(talk)
    }),
    home,
    fetch: globalThis.fetch,
    now: given.now ?? Date.now,
    ...(given.open === undefined ? {} : { open: given.open }),
  })
  return { code, output, talk }
}

async function agree(address: string): Promise<void> {
  const { console, choices } = world
  const visit = await visitConsent(console.owner, new URL(address))
  const all = { canRead: true, canIssue: true, canRevoke: true }
  const permissions = choices.map(({ id }) => ({ authorityId: id, ...all }))
  await fetch(await visit.agree(console.workspaceId, { permissions }))
}

async function refuse(address: string): Promise<void> {
  const visit = await visitConsent(world.console.owner, new URL(address))
  await fetch(await visit.refuse())
}

interface Config {
  readonly apiKey?: string
  readonly grants: Readonly<
    Record<string, { readonly accessToken: string; readonly refreshToken: string }>
  >
}

function config(): Config {
  return JSON.parse(readFileSync(join(home, '.certman', 'config.json'), 'utf8'))
}

describe('certman login --web', () => {
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'certman-home-'))
  })
  afterAll(() => rm(home, { recursive: true, force: true }))

  test('signs somebody in without a key, and keeps the tokens for its owner alone', async () => {
    const { code, output, talk } = await certman(['login', '--web'], { open: agree })
    expect({ code, output }).toEqual({
      code: 0,
      output: `Signed in as ${world.console.owner.email} in My Workspace\n`,
    })
    expect(talk).toContain('/oauth/authorize?response_type=code')
    expect(config().grants['api']?.accessToken).toMatch(/^cm_oauth_/)
    const { mode } = await stat(join(home, '.certman', 'config.json'))
    expect(mode & 0o777).toBe(0o600)
    expect(talk + output).not.toContain('cm_oauth_')
    const { output: who } = await certman(['whoami'])
    expect(who).toContain('Program:   Certman command line')
    expect((await certman(['ca', 'list'])).output).toContain('My Workspace')
  })

  test('refreshes when the token is about to end, once for all commands that run at once', async () => {
    const before = config().grants['api']
    const later = (): number => Date.now() + 59.5 * 60_000
    const ran = await Promise.all(
      Array.from({ length: 4 }, async () => certman(['whoami'], { now: later })),
    )
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    const after = config().grants['api']
    expect(after?.refreshToken).not.toBe(before?.refreshToken)
    expect((await certman(['whoami'])).code).toBe(0)
  })

  test('sends its token to no other server', async () => {
    const { code, talk } = await certman(['whoami'], { url: 'http://127.0.0.1:9' })
    expect(code).toBe(1)
    expect(talk).toContain(`the sign-in is for ${world.url}, not for http://127.0.0.1:9`)
  })

  test('serves certman mcp with a sign-in of its own', async () => {
    const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
    const refused = await certman(['mcp'], { input: `${message}\n` })
    expect(refused.talk).toContain('certman login --web --mcp')
    const { output } = await certman(['login', '--web', '--mcp'], { open: agree })
    expect(output).toBe('Signed in for certman mcp\n')
    const served = await certman(['mcp'], { input: `${message}\n` })
    expect(JSON.parse(served.output).result.tools).toHaveLength(13)
  })

  test('ends at the server too', async () => {
    const { accessToken = '' } = config().grants['api'] ?? {}
    const { output } = await certman(['logout'])
    expect(output).toContain('Signed out')
    expect(config()).toEqual({ apiUrl: world.url })
    const headers = { Authorization: `Bearer ${accessToken}` }
    expect((await fetch(`${world.url}/v1/whoami`, { headers })).status).toBe(401)
    expect((await certman(['whoami'])).talk).toContain('No API key configured')
  })

  test('says so when it was declined, and keeps nothing', async () => {
    const { code, talk } = await certman(['login', '--web'], { open: refuse })
    expect(code).toBe(1)
    expect(talk).toContain('the sign-in was declined')
    expect(config().grants).toBeUndefined()
  })
})

describe('certman login --device', () => {
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'certman-home-'))
  })
  afterAll(() => rm(home, { recursive: true, force: true }))

  /** What the person does on the other device, once the terminal shows where and with which code. */
  function onAnotherDevice(act: (userCode: string) => Promise<void>): (talk: string) => void {
    let done = false
    return (talk) => {
      const userCode = /and enter (\S+)/.exec(talk)?.[1]
      if (userCode === undefined || done) return
      done = true
      void act(userCode)
    }
  }

  test('signs somebody in from another device', async () => {
    const { console, choices } = world
    const base = `/console/v1/workspaces/${console.workspaceId}/oauth`
    const all = { canRead: true, canIssue: true, canRevoke: true }
    const permissions = choices.map(({ id }) => ({ authorityId: id, ...all }))
    const { code, output, talk } = await certman(['login', '--device'], {
      onTalk: onAnotherDevice(async (userCode) => {
        await console.call('POST', '/console/v1/oauth/devices/find', { userCode })
        await console.call('POST', `${base}/devices/agree`, { userCode, permissions })
      }),
    })
    expect(talk).toContain(`Go to ${console.url}/oauth/device`)
    expect({ code, output }).toEqual({
      code: 0,
      output: `Signed in as ${console.owner.email} in My Workspace\n`,
    })
    expect((await certman(['whoami'])).code).toBe(0)
  })
})
