import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCertmanClient } from '@certman/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../cli/src/agent/configuration.ts'
import { runAgent, runOnce } from '../../cli/src/agent/run-agent.ts'
import { createWorld } from '../../cli/src/agent/world.ts'
import { startIssuing } from '../_kit/issuing.ts'
import { requireTool } from '../_kit/tools.ts'
import { requestOnce, startNginx } from './_nginx.ts'

const RENEWALS = 12
const CLIENTS = 4
const nginx = requireTool('nginx')

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-nginx-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe.skipIf(nginx === null)('an agent beside nginx', () => {
  it(`renews ${RENEWALS} times while clients connect, and no handshake fails`, async () => {
    await using server = await startIssuing()
    const client = createCertmanClient({ apiKey: server.apiKey, baseUrl: server.url })
    const [certificate, key] = [join(directory, 'web.pem'), join(directory, 'web.key')]
    const entryWith = (deploy: string) =>
      parseConfiguration(
        {
          entries: [
            {
              ca: server.issuingId,
              names: ['localhost', '127.0.0.1'],
              'out-cert': certificate,
              'out-key': key,
              'validity-days': 1,
              hooks: { deploy },
            },
          ],
        },
        directory,
      ).entries

    // The clock runs ahead while the agent sleeps, and is back at the present when the server issues by its own.
    let ahead = 0
    const said: string[] = []
    const now = (): number => Date.now() + ahead
    const real = createWorld(client, {
      variables: process.env,
      now,
      say: (line) => said.push(line),
    })
    const stop = new AbortController()
    const issued: string[] = []
    const world: typeof real = {
      ...real,
      async issue(entry, csrPem) {
        const answer = await real.issue(entry, csrPem)
        ahead = 0
        issued.push(new X509Certificate(answer.certificate).serialNumber)
        return answer
      },
    }
    expect(await runOnce(entryWith('true'), world, false)).toEqual({ renewed: 1, failed: 0 })
    await using site = await startNginx(nginx ?? '', directory, { certificate, key })

    const root = server.chain.at(-1) ?? ''
    const seen = new Set<string>()
    const failures: string[] = []
    let handshakes = 0
    let isOver = false
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (!isOver) {
        try {
          seen.add(await requestOnce(site.port, root))
          handshakes++
        } catch (error) {
          failures.push(String(error))
        }
      }
    })

    await runAgent(
      entryWith(site.reload),
      world,
      {
        now,
        async sleep(milliseconds) {
          await pause(40)
          ahead += milliseconds
          if (issued.length > RENEWALS) stop.abort()
        },
      },
      { signal: stop.signal, random: Math.random },
    )
    const last = issued.at(-1) ?? ''
    for (let tries = 0; !seen.has(last) && tries < 100; tries++) await pause(50)
    isOver = true
    await Promise.all(clients)

    expect(failures).toEqual([])
    expect(said.filter((line) => line.includes('not renewed'))).toEqual([])
    expect(issued).toHaveLength(RENEWALS + 1)
    expect([...seen].sort()).toEqual([...issued].sort())
    expect(handshakes).toBeGreaterThan(10 * RENEWALS)
    const onDisk = new X509Certificate(await readFile(certificate))
    expect(onDisk.serialNumber).toBe(last)
    console.log(`${handshakes} handshakes over ${RENEWALS} renewals, ${failures.length} failed`)
  })
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
