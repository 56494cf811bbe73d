import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../server/src/_app.ts'
import { createApp } from '../../server/src/app.ts'
import { CONFORMANCE_FIXTURES } from '../../server/src/protocols/mcp/_conformance.ts'
import { listen, type Listener } from '../../server/src/http/listen.ts'
import { execute } from '../_kit/execute.ts'
import { requireTool } from '../_kit/tools.ts'

/**
 * The official suite's frozen sets of what a revision requires of a server, and of each what is left out; the reasons
 * stand in docs/mcp.md. A scenario that fails and is not here fails the test, and so does one that is here and passes.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  '2026-07-28': [],
  '2025-11-25': ['resources-subscribe', 'resources-unsubscribe'],
}

const conformance = requireTool('conformance')

describe.skipIf(conformance === null)('the official conformance suite', () => {
  let app: TestApp
  let listener: Listener
  let directory: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'certman-conformance-'))
    app = await openTestApp({ CERTMAN_RATE_LIMIT: 'off', CERTMAN_ISSUE_RATE_LIMIT: 'off' })
    const mcp = { ...app.services.mcp, fixtures: CONFORMANCE_FIXTURES }
    const served = createApp({ ...app.services, mcp })
    listener = await listen({
      // The suite knows no credentials for a server under test: each of its requests is given one here.
      fetch: (request, bindings) => {
        const headers = new Headers(request.headers)
        headers.set('Authorization', `Bearer ${app.key}`)
        return served.fetch(new Request(request, { headers }), bindings)
      },
      host: '127.0.0.1',
      port: 0,
      portSetting: 'none',
      onError: (error) => {
        throw error
      },
    })
  })
  afterAll(async () => {
    await listener.close()
    await app[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  async function judge(...which: readonly string[]): Promise<string> {
    const url = `http://127.0.0.1:${listener.port}/mcp`
    const args = ['server', '--url', url, ...which, '-o', directory]
    const { output } = await execute(conformance ?? '', args, { directory })
    return output
  }

  test.each(Object.entries(LEFT_OUT))(
    'revision %s: all that it requires, but what is left out',
    async (revision, leftOut) => {
      const { passed, failed } = scoredIn(await judge('--requirements', revision))
      const failing: string[] = []
      for (const scenario of failed) {
        // Some steps have two seconds, which is little where all suites run at once: what fails alone too does fail.
        const isExpected = leftOut.includes(scenario)
        const alone = isExpected
          ? ''
          : await judge('--scenario', scenario, '--spec-version', revision)
        if (isExpected || !/, 0 failed/.test(alone)) failing.push(scenario)
      }
      expect(failing.toSorted()).toEqual(leftOut.toSorted())
      expect(passed.length).toBeGreaterThan(20)
    },
    240_000,
  )
})

/** "✓ ping: 2 passed, 0 failed" of each scenario that counts; "✗ tasks-lifecycle (extension)" names one that does not. */
function scoredIn(output: string): { passed: readonly string[]; failed: readonly string[] } {
  const plain = stripVTControlCharacters(output)
  const uncounted = new Set([...plain.matchAll(/^ +[✓✗] (\S+) \(/gm)].map(([, name]) => name))
  const passed: string[] = []
  const failed: string[] = []
  for (const [, mark, name = ''] of plain.matchAll(/^([✓✗]) (\S+): \d+ passed/gm)) {
    if (uncounted.has(name)) continue
    if (mark === '✓') passed.push(name)
    else failed.push(name)
  }
  return { passed, failed }
}
