import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openConsole, type ConsoleSession, type SignedInPerson } from './_kit/console-session.ts'

/** What the dashboard asks about certificates and jobs, over HTTP, as its owner, as a member and as a stranger. */
describe('certificates on the console', () => {
  let session: ConsoleSession
  let stranger: SignedInPerson
  let caId: string
  let root: string

  beforeAll(async () => {
    session = await openConsole()
    root = `/console/v1/workspaces/${session.workspaceId}`
    const { json } = await session.call('GET', `${root}/authorities`)
    caId = json.authorities.find((authority: { depth: number }) => authority.depth > 0).id
    stranger = await session.addPerson('eve@example.com')
    await stranger.call('POST', '/console/v1/workspaces', { name: 'Theirs' })
  })
  afterAll(() => session?.[Symbol.asyncDispose]())

  const issue = async (commonName: string): Promise<{ id: string; serial_number: string }> => {
    const body = { caId, mode: 'managed', commonName, validityDays: 90 }
    const { json, text } = await session.call('POST', `${root}/certificates`, body)
    if (json?.certificate === undefined) throw new Error(text)
    return json.certificate
  }

  test('a managed certificate comes with its chain and its key, this one time', async () => {
    const body = { caId, mode: 'managed', commonName: 'once.example.com' }
    const { json } = await session.call('POST', `${root}/certificates`, body)
    expect(json.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/)
    expect(json.chain_pem.length).toBeGreaterThan(0)
    const { json: later, text } = await session.call(
      'GET',
      `${root}/certificates/${json.certificate.id}`,
    )
    expect(text).not.toContain('PRIVATE KEY')
    expect(later.certificate).toMatchObject({
      channel: 'dashboard',
      status: 'active',
      issued_by: { kind: 'user', name: session.owner.email },
    })
    expect(later.history[0]).toMatchObject({ action: 'certificate.issued' })
    expect(later.decoded.extensions.map(({ name }: { name: string }) => name)).toContain(
      'subjectAltName',
    )
  })

  test('by serial number, fingerprint and status; a renewal takes its place', async () => {
    const { id, serial_number } = await issue('found.example.com')
    const list = async (query: string) =>
      (await session.call('GET', `${root}/certificates?${query}`)).json
    expect((await list(`search=${serial_number.slice(0, 12)}`)).certificates[0].id).toBe(id)
    const pem = (await session.call('GET', `${root}/certificates/${id}`)).json.certificate
      .certificate_pem as string
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
    const sha256 = createHash('sha256').update(der).digest('hex')
    expect((await list(`search=${sha256}`)).total).toBe(1)
    const renewed = await session.call('POST', `${root}/certificates/${id}/renew`, {})
    expect(renewed.json.certificate.renewed_from).toBe(id)
    expect((await list('search=found.example.com')).total).toBe(1)
    expect((await list('search=found.example.com&status=replaced')).certificates[0]).toMatchObject({
      id,
      replaced_by: renewed.json.certificate.id,
    })
    expect((await list('status=nonsense')).error).toContain('status')
  })

  test('an export is a file of what the filter finds, and no formula', async () => {
    await issue('export.example.com')
    const { text, headers } = await session.call(
      'GET',
      `${root}/certificates/export?format=csv&search=export.example.com`,
    )
    expect(headers.get('content-disposition')).toMatch(/attachment; filename=".*\.csv"/)
    expect(text.split('\r\n')).toHaveLength(3)
    expect(text).toContain(',ca_name,')
    const { json } = await session.call('GET', `${root}/certificates/export?format=json&status=all`)
    expect(json.length).toBeGreaterThan(3)
    const nothing = await session.call(
      'GET',
      `${root}/certificates/export?format=json&search=nothing-of-the-kind`,
    )
    expect(nothing.json).toEqual([])
  })

  test('a hold is released; a revocation is not', async () => {
    const { id } = await issue('hold.example.com')
    const path = `${root}/certificates/${id}`
    const held = await session.call('POST', `${path}/revoke`, { reason: 'certificateHold' })
    expect(held.json.certificate.status).toBe('held')
    expect((await session.call('POST', `${path}/release`)).json.certificate.status).toBe('active')
    await session.call('POST', `${path}/revoke`, { reason: 'superseded' })
    expect((await session.call('POST', `${path}/release`)).status).toBe(409)
  })

  test('a job is followed as server-sent events to its end', async () => {
    const ids = [(await issue('a.sse.example.com')).id, (await issue('b.sse.example.com')).id]
    const begun = await session.call('POST', `${root}/jobs`, {
      kind: 'revoke',
      certificateIds: ids,
      reason: 'superseded',
    })
    const { job } = begun.json
    const events = await session.call('GET', `${root}/jobs/${job.id}/events`)
    expect(events.headers.get('content-type')).toBe('text/event-stream')
    const told = [...events.text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)]
    expect(told.at(-1)?.[1]).toBe('end')
    expect(JSON.parse(told.at(-2)?.[2] ?? '{}').job).toMatchObject({ status: 'done', done: 2 })
    expect((await session.call('GET', `${root}/jobs`)).json.jobs[0].id).toBe(job.id)
    const refused = await session.call('POST', `${root}/jobs/${job.id}/cancel`)
    expect(refused.status).toBe(409)
  })

  test('views are kept, replaced by name, and removed', async () => {
    const save = (query: string) =>
      session.call('POST', `${root}/views`, { page: 'certificates', name: 'Mine', query })
    await save('status=expired')
    const { json } = await save('status=revoked')
    const listed = await session.call('GET', `${root}/views?page=certificates`)
    expect(listed.json.views).toEqual([json.view])
    await session.call('DELETE', `${root}/views/${json.view.id}`)
    expect((await session.call('GET', `${root}/views?page=certificates`)).json.views).toEqual([])
  })

  test('somebody of another workspace finds nothing of this one, by its address or their own', async () => {
    const { id } = await issue('secret.example.com')
    const begun = await session.call('POST', `${root}/jobs`, {
      kind: 'revoke',
      certificateIds: [id],
      reason: 'certificateHold',
    })
    const jobId: string = begun.json.job.id
    const [own] = (await stranger.call('GET', '/console/v1/session')).json.workspaces
    const theirs = `/console/v1/workspaces/${own.id}`
    for (const [method, path, body] of [
      ['GET', `/certificates/${id}`, undefined],
      ['POST', `/certificates/${id}/revoke`, { reason: 'superseded' }],
      ['POST', `/certificates/${id}/renew`, {}],
      ['GET', `/jobs/${jobId}`, undefined],
      ['GET', `/jobs/${jobId}/events`, undefined],
      ['POST', `/jobs/${jobId}/cancel`, undefined],
    ] as const) {
      expect((await stranger.call(method, `${root}${path}`, body)).status, path).toBe(404)
      expect((await stranger.call(method, `${theirs}${path}`, body)).status, path).toBe(404)
    }
    const found = await stranger.call('GET', `${theirs}/certificates?status=all&search=secret`)
    expect(found.json.total).toBe(0)
    const pems = await stranger.call('POST', `${theirs}/certificates/pems`, { ids: [id] })
    expect(pems.json).toEqual({ certificates: [], chains: {} })
    const job = await stranger.call('POST', `${theirs}/jobs`, {
      kind: 'revoke',
      certificateIds: [id],
      reason: 'superseded',
    })
    const path = `${theirs}/jobs/${job.json.job.id}`
    await stranger.call('GET', `${path}/events`)
    const items = await stranger.call('GET', `${path}/items`)
    // Not even its name.
    expect(items.json.items[0]).toMatchObject({ label: id, state: 'failed', code: 'notFound' })
  })
})
