import {
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  X509Certificate,
} from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSignedIn, PASSPHRASE, type SignedIn } from '../ca/_signed-in.ts'
import { passphraseFrom } from '../keys/passphrase.ts'
import { readDeliveryKey, sealTo } from '../keys/sealed-delivery.ts'
import type { Act, CertificationAuthority, IssueRequest } from '../ca/certification-authority.ts'
import { newUuid, type Uuid } from '../pki/identifier.ts'
import { isEnded, type Job } from '../pki/job.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import { createJobs } from './create-jobs.ts'
import { JobRunner } from './job-runner.ts'
import type { JobContext, JobRequest, Jobs } from './jobs.ts'

let world: SignedIn
let clock: number
let rights: (principal: UserPrincipal) => UserPrincipal
let failures: unknown[]

beforeEach(async () => {
  world = await openSignedIn()
  clock = Date.now()
  failures = []
  rights = (principal) => ({
    ...world.act.principal,
    id: principal.id,
    provedAt: principal.provedAt,
  })
})
afterEach(() => world[Symbol.asyncDispose]())

interface Running {
  readonly jobs: Jobs
  readonly runner: JobRunner
}

function running(changes: Partial<JobContext> = {}): Running {
  const context: JobContext = {
    store: world.instance.store,
    ca: world.ca,
    enter: async (principal) => rights(principal),
    now: () => clock,
    newId: () => newUuid(() => crypto.randomUUID()),
    instanceName: crypto.randomUUID(),
    ending: new AbortController().signal,
    checkDeliveryKey: readDeliveryKey,
    sealTo,
    onFailure: (error) => failures.push(error),
    ...changes,
  }
  const runner = new JobRunner(context)
  return { runner, jobs: createJobs(context, runner) }
}

async function issued(
  count: number,
  changes: Partial<IssueRequest> = {},
): Promise<readonly Uuid[]> {
  const ids: Uuid[] = []
  for (let index = 0; index < count; index++) {
    const result = await world.ca.issue(world.act, {
      authorityId: world.authority.id,
      mode: 'managed',
      commonName: `${index}.example.com`,
      ...changes,
    })
    if (result.kind === 'issued') ids.push(result.certificate.id)
  }
  return ids
}

const revoking = (
  certificateIds: readonly Uuid[],
  changes: Partial<JobRequest> = {},
): JobRequest => ({
  workspaceId: world.workspaceId,
  kind: 'revoke',
  certificateIds,
  parameters: { reason: 'superseded' },
  passphrases: new Map(),
  ...changes,
})

async function ended({ jobs }: Running, { id }: Job, act: Act = world.act): Promise<Job> {
  const which = { workspaceId: world.workspaceId, id }
  for (;;) {
    const job = await jobs.get(act, which)
    if (isEnded(job.state) || job.state === 'paused') return job
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const revokedCount = async (ids: readonly Uuid[]): Promise<number> => {
  const found = await Promise.all(ids.map((id) => world.instance.store.certificates.get(id)))
  return found.filter((certificate) => certificate?.revocation !== null).length
}

/** The verbs, stopped before the n-th revocation until somebody lets it go on. */
function gated(
  ca: CertificationAuthority,
  at: number,
): { ca: CertificationAuthority; reached: Promise<void>; open: () => void } {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  let calls = 0
  const revoke: CertificationAuthority['revoke'] = async (act, request) => {
    calls += 1
    if (calls === at) {
      reached.resolve()
      await gate.promise
    }
    return ca.revoke(act, request)
  }
  return { ca: { ...ca, revoke }, reached: reached.promise, open: () => gate.resolve() }
}

test('revokes many, tells of each that it could not, and is audited', async () => {
  const run = running()
  const ids = await issued(3)
  await world.ca.revoke(world.act, { certificateId: ids[1]!, reason: 'keyCompromise' })
  const unknown = newUuid(() => crypto.randomUUID())
  const job = await run.jobs.create(world.act, revoking([...ids, unknown, ids[0]!]))
  expect(await ended(run, job)).toMatchObject({ state: 'done', total: 4, done: 2, failed: 2 })
  const which = { workspaceId: world.workspaceId, id: job.id }
  const failed = await run.jobs.items(world.act, which, { offset: 0, limit: 10, failedOnly: true })
  expect(failed.map(({ subject, code }) => [subject, code])).toEqual([
    [ids[1], 'alreadyRevoked'],
    [unknown, 'notFound'],
  ])
  expect(await revokedCount(ids)).toBe(3)
  const told = await world.instance.store.auditLog.recent(20)
  expect(told.find(({ action }) => action === 'job.created')).toMatchObject({
    subject: job.id,
    detail: { kind: 'revoke', items: 4 },
  })
  expect(told.find(({ subject }) => subject === ids[2])).toMatchObject({
    action: 'certificate.revoked',
    requestId: job.id,
    actor: { kind: 'user', id: world.act.principal.id },
  })
  expect(failures).toEqual([])
})

test('progress is followed to the end', async () => {
  const run = running()
  const job = await run.jobs.create(world.act, revoking(await issued(3)))
  const seen: Job[] = []
  const which = { workspaceId: world.workspaceId, id: job.id }
  const { signal } = new AbortController()
  for await (const step of run.jobs.follow(world.act, which, signal)) seen.push(step)
  expect(seen.at(-1)).toMatchObject({ state: 'done', done: 3 })
})

test('killed in the middle, another instance goes on when the lease has ended', async () => {
  const ids = await issued(4)
  const gate = gated(world.ca, 3)
  const first = running({ ca: gate.ca })
  const job = await first.jobs.create(world.act, revoking(ids))
  await gate.reached
  // The server is gone without a word; what it had begun nobody knows.
  const second = running()
  await second.runner.look()
  expect(await second.jobs.get(world.act, { ...job })).toMatchObject({ state: 'running', done: 2 })
  clock += 31_000
  await second.runner.look()
  expect(await ended(second, job)).toMatchObject({ state: 'done', done: 4, failed: 0 })
  expect(await revokedCount(ids)).toBe(4)
  gate.open()
  await first.runner[Symbol.asyncDispose]()
  expect(await second.jobs.get(world.act, { ...job })).toMatchObject({ done: 4, failed: 0 })
})

test('a server that stops hands over at once, and a restart goes on', async () => {
  const ids = await issued(3)
  const gate = gated(world.ca, 2)
  const first = running({ ca: gate.ca })
  const job = await first.jobs.create(world.act, revoking(ids))
  await gate.reached
  const stopped = first.runner[Symbol.asyncDispose]()
  gate.open()
  await stopped
  await world.reopen()
  const second = running()
  await second.runner.look()
  expect(await ended(second, job)).toMatchObject({ state: 'done', done: 3, failed: 0 })
  expect(await revokedCount(ids)).toBe(3)
})

test('cancelled, it stops after the item that is under way', async () => {
  const ids = await issued(5)
  const gate = gated(world.ca, 2)
  const run = running({ ca: gate.ca })
  const job = await run.jobs.create(world.act, revoking(ids))
  await gate.reached
  expect(await run.jobs.cancel(world.act, { ...job })).toMatchObject({ state: 'cancelled' })
  gate.open()
  await run.runner[Symbol.asyncDispose]()
  expect(await revokedCount(ids)).toBe(2)
  await expect(run.jobs.cancel(world.act, { ...job })).rejects.toMatchObject({ code: 'conflict' })
})

test('rights that are taken away in the middle end it item by item', async () => {
  const ids = await issued(4)
  const gate = gated(world.ca, 2)
  const run = running({ ca: gate.ca })
  const job = await run.jobs.create(world.act, revoking(ids))
  await gate.reached
  rights = () => {
    throw new Problem('notFound', 'no such workspace; choose one that you are a member of')
  }
  gate.open()
  expect(await ended(run, job)).toMatchObject({ state: 'done', done: 2, failed: 2 })
  expect(await revokedCount(ids)).toBe(2)
})

test('failed items can be tried again, by whoever began it', async () => {
  const ids = await issued(2)
  const run = running()
  const given = rights
  rights = (principal) => ({ ...given(principal), grants: new Map() })
  const job = await run.jobs.create(world.act, revoking(ids))
  expect(await ended(run, job)).toMatchObject({ failed: 2 })
  rights = given
  const other = world.as({ id: newUuid(() => crypto.randomUUID()) })
  await expect(run.jobs.retry(other, { ...job }, new Map())).rejects.toMatchObject({
    code: 'forbidden',
  })
  await run.jobs.retry(world.act, { ...job }, new Map())
  expect(await ended(run, job)).toMatchObject({ state: 'done', done: 2, failed: 0 })
  await expect(run.jobs.retry(world.act, { ...job }, new Map())).rejects.toMatchObject({
    code: 'conflict',
  })
})

describe('passphrases', () => {
  let sealedId: Uuid
  beforeEach(async () => {
    sealedId = (await world.seal()).id
  })
  const held = () => new Map([[sealedId, passphraseFrom(PASSPHRASE)]])
  const sealed = async (count: number) =>
    issued(count, { authorityId: sealedId, passphrase: passphraseFrom(PASSPHRASE) })

  test('are asked for at once, and live in memory only: a restart pauses the job', async () => {
    const ids = await sealed(3)
    const gate = gated(world.ca, 2)
    const first = running({ ca: gate.ca })
    await expect(first.jobs.create(world.act, revoking(ids))).rejects.toMatchObject({
      code: 'passphraseMissing',
    })
    const job = await first.jobs.create(world.act, revoking(ids, { passphrases: held() }))
    await gate.reached
    const stopped = first.runner[Symbol.asyncDispose]()
    gate.open()
    await stopped
    const second = running()
    await second.runner.look()
    expect(await ended(second, job)).toMatchObject({ state: 'paused', done: 2 })
    const which = { ...job }
    await expect(second.jobs.resume(world.act, which, new Map())).rejects.toMatchObject({
      code: 'passphraseMissing',
    })
    await second.jobs.resume(world.act, which, held())
    expect(await ended(second, job)).toMatchObject({ state: 'done', done: 3, failed: 0 })
  })
})

test('more jobs than are worked on at once wait for their turn', async () => {
  const ids = await issued(6)
  const gate = gated(world.ca, 1)
  const run = running({ ca: gate.ca })
  const jobs = await Promise.all(ids.map((id) => run.jobs.create(world.act, revoking([id]))))
  await gate.reached
  gate.open()
  for (const job of jobs) expect(await ended(run, job)).toMatchObject({ state: 'done', done: 1 })
})

test('a wrong passphrase is tried once, not once for each item', async () => {
  const passphrase = passphraseFrom(PASSPHRASE)
  const { id: authorityId } = await world.seal()
  const ids = await issued(3, { authorityId, passphrase })
  const run = running()
  const wrong = new Map([[authorityId, passphraseFrom('another horse battery staple')]])
  const job = await run.jobs.create(world.act, revoking(ids, { passphrases: wrong }))
  expect(await ended(run, job)).toMatchObject({ state: 'done', failed: 3 })
  const page = { offset: 0, limit: 9, failedOnly: true }
  const codes = (await run.jobs.items(world.act, { ...job }, page)).map(({ code }) => code)
  expect(codes).toEqual(['passphraseWrong', 'passphraseMissing', 'passphraseMissing'])
  const right = new Map([[authorityId, passphraseFrom(PASSPHRASE)]])
  await run.jobs.retry(world.act, { ...job }, right)
  expect(await ended(run, job)).toMatchObject({ done: 3, failed: 0 })
})

describe('renewing', () => {
  const browser = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const deliveryKey = browser.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

  function opened(sealed: Uint8Array, context: string): string {
    const octets = Buffer.from(sealed)
    const publicKey = createPublicKey({ key: octets.subarray(0, 91), format: 'der', type: 'spki' })
    const shared = diffieHellman({ privateKey: browser.privateKey, publicKey })
    const key = new Uint8Array(hkdfSync('sha256', shared, '', `certman delivery ${context}`, 32))
    const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(91, 103))
    decipher.setAuthTag(octets.subarray(-16))
    return decipher.update(octets.subarray(103, -16), undefined, 'utf8') + decipher.final('utf8')
  }

  test('new keys are sealed to the browser, and forgotten when it has them', async () => {
    const ids = await issued(2)
    const run = running()
    const request = revoking(ids, { kind: 'renew', parameters: { deliveryKey, validityDays: 30 } })
    await expect(run.jobs.create(world.act, { ...request, parameters: {} })).rejects.toMatchObject({
      field: 'deliveryKey',
    })
    await expect(
      run.jobs.create(world.act, { ...request, parameters: { deliveryKey: 'AAAA' } }),
    ).rejects.toMatchObject({ field: 'deliveryKey' })
    const job = await run.jobs.create(world.act, request)
    expect(await ended(run, job)).toMatchObject({ state: 'done', done: 2 })
    const all = { offset: 0, limit: 10, failedOnly: false }
    const [item] = await run.jobs.items(world.act, { ...job }, all)
    const pem = opened(item!.sealedKey!, `${job.id} 0`)
    const renewed = await world.instance.store.certificates.get(item!.resultId!)
    expect(
      new X509Certificate(renewed!.certificate).publicKey.export({ type: 'spki', format: 'der' }),
    ).toEqual(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    expect(renewed).toMatchObject({ renewedFromId: ids[0], validityDays: 30 })
    // To others they are not even shown.
    const other = world.as({ id: newUuid(() => crypto.randomUUID()), role: 'admin' })
    expect((await run.jobs.items(other, { ...job }, all))[0]?.sealedKey).toBe(null)
    await run.jobs.forgetKeys(world.act, { ...job })
    expect((await run.jobs.items(world.act, { ...job }, all))[0]?.sealedKey).toBe(null)
  })

  test('of a renewal whose key was lost with the server, the job says so', async () => {
    const [id] = await issued(1)
    const renewing = Promise.withResolvers<void>()
    const killed: CertificationAuthority['renew'] = async (act, request) => {
      await world.ca.renew(act, request)
      renewing.resolve()
      // The server dies between the certificate and its delivery.
      return new Promise(() => {})
    }
    const first = running({ ca: { ...world.ca, renew: killed } })
    const job = await first.jobs.create(
      world.act,
      revoking([id!], { kind: 'renew', parameters: { deliveryKey } }),
    )
    await renewing.promise
    clock += 31_000
    const second = running()
    await second.runner.look()
    expect(await ended(second, job)).toMatchObject({ state: 'done', failed: 1 })
    const [item] = await second.jobs.items(
      world.act,
      { ...job },
      { offset: 0, limit: 1, failedOnly: true },
    )
    expect(item?.message).toContain('renew it once more')
  })
})

describe('who may see what', () => {
  test('members their own, admins all, another workspace nothing', async () => {
    const run = running()
    const job = await run.jobs.create(world.act, revoking(await issued(1)))
    const id = newUuid(() => crypto.randomUUID())
    const member = world.as({ id, role: 'member' })
    const admin = world.as({ id, role: 'admin' })
    const stranger = world.as({ workspace: { ...world.act.principal.workspace!, id } })
    expect(await run.jobs.list(member, world.workspaceId)).toEqual([])
    expect(await run.jobs.list(admin, world.workspaceId)).toHaveLength(1)
    await expect(run.jobs.get(member, { ...job })).rejects.toMatchObject({ code: 'notFound' })
    await expect(run.jobs.get(stranger, { ...job })).rejects.toMatchObject({ code: 'notFound' })
    await expect(run.jobs.get(stranger, { id: job.id, workspaceId: id })).rejects.toMatchObject({
      code: 'notFound',
    })
    await ended(run, job)
  })

  test('what cannot be undone takes a fresh proof; a hold does not', async () => {
    const run = running()
    const ids = await issued(1)
    const stale = world.as({ provedAt: clock - 11 * 60_000 })
    await expect(run.jobs.create(stale, revoking(ids))).rejects.toMatchObject({
      code: 'stepUpRequired',
    })
    const hold = revoking(ids, { parameters: { reason: 'certificateHold' } })
    expect(await ended(run, await run.jobs.create(stale, hold))).toMatchObject({ done: 1 })
    await expect(run.jobs.create(world.act, revoking([]))).rejects.toMatchObject({
      field: 'certificateIds',
    })
  })
})
