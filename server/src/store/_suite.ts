import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chainStart, linkAuditEvent } from '../pki/audit-chain.ts'
import { addWorld, AUDIT_KEY, events, issue, issuedOf, intentOf, NOW, uuid } from './_fixtures.ts'
import { accessSuite } from './workspaces/_suite-access.ts'
import { assistantSuite } from './programs/_suite-assistants.ts'
import { alertSuite } from './notifications/_suite-alerts.ts'
import { auditSearchSuite } from './audit/_suite-audit-search.ts'
import { authoritySuite } from './authorities/_suite-authorities.ts'
import { authorityRequestSuite } from './authorities/_suite-authority-requests.ts'
import { bulkRevocationSuite } from './revocation/_suite-bulk-revocation.ts'
import { idempotencySuite } from './certificates/_suite-idempotency.ts'
import { invitationSuite } from './workspaces/_suite-invitations.ts'
import { issuanceSuite } from './certificates/_suite-issuance.ts'
import { jobSuite } from './jobs/_suite-jobs.ts'
import { listSuite } from './certificates/_suite-lists.ts'
import { originSuite } from './certificates/_suite-origins.ts'
import { oauthSuite } from './programs/_suite-oauth.ts'
import { overviewSuite } from './certificates/_suite-overview.ts'
import { membershipSuite } from './workspaces/_suite-memberships.ts'
import { revocationChangesSuite } from './revocation/_suite-revocation-changes.ts'
import { revocationListSuite, type OpenBeside } from './revocation/_suite-revocation-lists.ts'
import { revocationSuite } from './revocation/_suite-revocation.ts'
import { signInSuite } from './sign-in/_suite-sign-in.ts'
import { statusSuite } from './revocation/_suite-statuses.ts'
import { webhookSuite } from './notifications/_suite-webhooks.ts'
import type { StoreOptions } from './open.ts'
import type { Store } from './store.ts'

/** A place for one database, and how stores open on it. */
export interface Place extends AsyncDisposable {
  open(changes?: Partial<StoreOptions>): Promise<Store>
}

/**
 * What every dialect must pass.
 * @param beside the role of another store that is opened on the same database
 */
export function storeSuite(
  dialect: string,
  makePlace: () => Promise<Place>,
  beside: StoreOptions['role'] = 'operator',
): void {
  describe(`the store on ${dialect}`, () => {
    let place: Place
    let store: Store
    const given = (): Store => store

    beforeAll(async () => {
      place = await makePlace()
      store = await place.open()
    })
    afterAll(async () => {
      await store[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    })

    authoritySuite(given)
    authorityRequestSuite(given)
    issuanceSuite(given)
    revocationSuite(given)
    const openBeside: OpenBeside = async (changes) => place.open({ role: beside, ...changes })
    revocationListSuite(given, openBeside)
    revocationChangesSuite(given)
    statusSuite(given, openBeside)
    bulkRevocationSuite(given)
    idempotencySuite(given)
    accessSuite(given)
    membershipSuite(given)
    invitationSuite(given)
    signInSuite(given)
    auditSearchSuite(given)
    oauthSuite(given)
    assistantSuite(given)
    jobSuite(given)
    listSuite(given)
    overviewSuite(given)
    originSuite(given)
    webhookSuite(given)
    alertSuite(given)
    groupCommitSuite(given)
    auditSuite(given)

    test('is ready, and remembers what it was told when it is opened again', async () => {
      await store.ready()
      const world = await addWorld(store)
      const intent = await issue(store, world)
      await store[Symbol.asyncDispose]()
      store = await place.open()
      expect((await store.certificates.get(intent.id))?.serialNumber).toBe(intent.serialNumber)
    })
  })
}

function groupCommitSuite(given: () => Store): void {
  test('a write that fails beyond words never fails its neighbours', async () => {
    const store = given()
    const world = await addWorld(store)
    const broken = { ...issuedOf(intentOf(world)), id: uuid() }
    const attempts = [
      ...Array.from({ length: 10 }, async () => issue(store, world)),
      store.certificates.recordCertificate(broken, events('certificate.issued', 'broken')),
      ...Array.from({ length: 10 }, async () => issue(store, world)),
    ]
    const settled = await Promise.allSettled(attempts)
    expect(settled.map((one) => one.status)).toEqual([
      ...Array.from({ length: 10 }, () => 'fulfilled'),
      'rejected',
      ...Array.from({ length: 10 }, () => 'fulfilled'),
    ])
    const told = (await store.auditLog.recent(100)).map((event) => event.subject)
    expect(told).not.toContain('broken')
  })

  test('of many that want one serial number, exactly one gets it', async () => {
    const store = given()
    const world = await addWorld(store)
    const { serialNumber } = intentOf(world)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () =>
        store.certificates.recordIntent(intentOf(world, { serialNumber })),
      ),
    )
    const kinds = outcomes.map((outcome) => outcome.kind).sort()
    expect(kinds).toEqual(['recorded', ...Array.from({ length: 19 }, () => 'serialTaken')])
  })
}

function auditSuite(given: () => Store): void {
  test('every chain verifies after writes from everywhere at once', async () => {
    const store = given()
    const world = await addWorld(store)
    const subjects = await Promise.all(
      Array.from({ length: 60 }, async () => (await issue(store, world)).id),
    )
    await store.auditLog.append(events('permission.refused', 'somebody'))
    const told = new Set<string | null>()
    for (const chain of await store.auditLog.chains()) {
      const rows = await store.auditLog.rows(chain.chain, 1, 100_000)
      expect(rows).toHaveLength(chain.length)
      let previous = chainStart(AUDIT_KEY.key, chain.chain, chain.after)
      for (const [index, row] of rows.entries()) {
        expect(row.position).toBe(index + 1)
        expect(row.keyId).toBe(AUDIT_KEY.id)
        const link = { chain: row.chain, position: row.position, previous, encoded: row.encoded }
        previous = new Uint8Array(linkAuditEvent(AUDIT_KEY.key, link))
        expect(new Uint8Array(row.mac)).toEqual(previous)
        told.add((JSON.parse(row.encoded) as (string | null)[])[7] ?? null)
      }
      expect(new Uint8Array(chain.headMac)).toEqual(previous)
    }
    for (const subject of [...subjects, 'somebody']) expect(told).toContain(subject)
  })

  test('events come back as they were given, newest first', async () => {
    const store = given()
    const event = {
      ...events('revocation.refused', 'x')[0]!,
      at: NOW + 1,
      actor: { kind: 'apiKey', id: 'k', address: '192.0.2.7' },
      workspaceId: uuid(),
      requestId: 'r',
      detail: { count: 2, reason: 'because', dry: false, none: null },
    } as const
    await store.auditLog.append(events('issuance.refused', 'before'))
    await store.auditLog.append([event])
    expect((await store.auditLog.recent(1))[0]).toEqual(event)
    expect(await store.auditLog.recent(2)).toHaveLength(2)
  })
}
