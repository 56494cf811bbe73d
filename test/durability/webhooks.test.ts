import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureHeaders } from '../../server/src/notifications/signature.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { startPostgres } from '../_kit/postgres.ts'
import { startServer } from '../_kit/server.ts'
import { requireTool } from '../_kit/tools.ts'

const programs = requireTool('postgresql')
const REACH = { CERTMAN_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' }

interface Told {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly timestamp: string
  readonly signature: string
}

describe('what webhooks are told by a real server', () => {
  let receiver: Server
  let url = ''
  let told: Told[] = []

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => {
        const { headers } = request
        const { subject } = JSON.parse(body) as { subject: string }
        told.push({
          id: String(headers['webhook-id']),
          timestamp: String(headers['webhook-timestamp']),
          signature: String(headers['webhook-signature']),
          subject,
          body,
        })
        setTimeout(() => response.writeHead(204).end(), 15)
      })
    })
    await new Promise<void>((listening) => {
      receiver.listen(0, '127.0.0.1', listening)
    })
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  })
  afterAll(() => {
    receiver.closeAllConnections()
    receiver.close()
  })

  async function addWebhook(console: ConsoleSession): Promise<string> {
    told = []
    const path = `/console/v1/workspaces/${console.workspaceId}/webhooks`
    const events = ['certificate.issued']
    const { status, json } = await console.call('POST', path, { url, events })
    expect(status).toBe(200)
    return json.secret as string
  }

  /** @returns the ids of those that were answered */
  async function issue(
    server: { readonly url: string },
    apiKey: string,
    caId: string,
    count: number,
  ): Promise<readonly string[]> {
    const answers = await Promise.allSettled(
      Array.from({ length: count }, async (_, index) => {
        const answer = await fetch(`${server.url}/v1/certificates`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ caId, commonName: `n${index}.example.com` }),
        })
        return ((await answer.json()) as { certificate: { id: string } }).certificate.id
      }),
    )
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  async function issuingAuthority(console: ConsoleSession): Promise<string> {
    const path = `/console/v1/workspaces/${console.workspaceId}/authorities`
    const { json } = await console.call('GET', path)
    const all = json.authorities as { id: string; parent_ca_id: string | null }[]
    return all.find((one) => one.parent_ca_id !== null)?.id ?? ''
  }

  const missing = (ids: readonly string[]): readonly string[] => {
    const subjects = new Set(told.map(({ subject }) => subject))
    return ids.filter((id) => !subjects.has(id))
  }

  test('is lost neither by a killed server nor by a new master key', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'certman-webhooks-'))
    await using console = await openConsole({ directory, environment: REACH })
    const secret = await addWebhook(console)
    const caId = await issuingAuthority(console)
    const { apiKey } = console.server
    const ids = await issue(console.server, apiKey, caId, 80)
    expect(ids).toHaveLength(80)
    await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(10)
    await console.server.kill()
    expect(missing(ids).length).toBeGreaterThan(0)

    await console.command('rotate-master-key')
    await using next = await startServer({ directory, environment: REACH })
    const more = await issue(next, apiKey, caId, 5)
    // What the dead server had leased comes free after half a minute.
    await expect
      .poll(() => missing([...ids, ...more]), { timeout: 50_000, interval: 200 })
      .toEqual([])
    for (const { id, body, timestamp, signature } of told) {
      const headers = signatureHeaders({ id, body }, [secret], Number(timestamp) * 1000)
      expect(headers['webhook-signature']).toBe(signature)
    }
    await next.stop()
    await rm(directory, { recursive: true, force: true })
  })

  test.skipIf(programs === null)('is told once by two servers on one PostgreSQL', async () => {
    await using cluster = await startPostgres(programs ?? '')
    const database = cluster.createDatabase('telling')
    const environment = { ...REACH, CERTMAN_DATABASE_URL: database }
    await using console = await openConsole({ environment })
    const { directory, apiKey } = console.server
    const masterKey = await readFile(join(directory, 'data', 'master.key'), 'utf8')
    await using other = await startServer({
      environment: { ...environment, CERTMAN_MASTER_KEY: masterKey.trim() },
    })
    await addWebhook(console)
    const caId = await issuingAuthority(console)
    const ids = await Promise.all([
      issue(console.server, apiKey, caId, 40),
      issue(other, apiKey, caId, 40),
    ])
    await expect.poll(() => missing(ids.flat()), { timeout: 30_000, interval: 200 }).toEqual([])
    expect(new Set(told.map(({ id }) => id)).size).toBe(80)
    expect(told).toHaveLength(80)
  })
})
