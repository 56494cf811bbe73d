import { setTimeout as delay } from 'node:timers/promises'
import type { AuthorityRequestStore } from './authorities/authority-requests-store.ts'
import type { AssistantStore } from './programs/assistant-store.ts'
import type { Engine } from './engine.ts'
import type { RevocationListStore } from './revocation/relying-parties.ts'
import { assembleOAuth } from './programs/oauth-assembly.ts'
import { cutList } from './revocation/list-octets.ts'
import { assembleNotifications } from './notifications/notification-assembly.ts'
import { assembleMemberships } from './workspaces/membership-assembly.ts'
import { assembleSignIn } from './sign-in/sign-in-assembly.ts'
import { assembleJobs, assembleSavedViews } from './jobs/jobs-assembly.ts'
import { LEASE_MILLISECONDS } from './revocation/status-feed.ts'
import { CertificateTotals, EXACT_TOTAL } from './certificates/certificate-totals.ts'
import type {
  CertificateFilter,
  CertificateOrder,
  CertificatePage,
} from './certificates/certificate-store.ts'
import type { Store } from './store.ts'

/** The seam over an engine: every method is one named read or write. */
export function assembleStore(engine: Engine, now: () => number): Store {
  let closing: Promise<void> | undefined
  const totals = new CertificateTotals(
    async (filter) => engine.scan('countCertificates', { filter }),
    now,
  )
  return {
    authorities: {
      get: (id) => engine.read('getAuthority', { id }),
      path: (id) => engine.read('getAuthorityPath', { id }),
      list: (filter) => engine.scan('listAuthorities', { filter }),
      sealedKey: (id) => engine.read('getSealedKey', { id }),
      allSealedKeys: () => engine.read('allSealedKeys', undefined),
      create: (created, audit) => engine.write('createAuthority', { created, audit }),
      renew: (id, certificate, audit) => engine.write('renewAuthority', { id, certificate, audit }),
      revoke: (id, revocation, audit) => engine.write('revokeAuthority', { id, revocation, audit }),
    },
    authorityRequests: assembleAuthorityRequests(engine),
    certificates: {
      get: (id) => engine.read('getCertificate', { id }),
      list: async (filter, page, order, patience) =>
        listCertificates({ engine, totals, patience }, filter, page, order),
      isKeyBlocked: (workspaceId, keyHash) => engine.read('isKeyBlocked', { workspaceId, keyHash }),
      recordIntent: (intent) => engine.write('recordIntent', { intent }),
      recordCertificate: (issued, audit) => engine.write('recordCertificate', { issued, audit }),
      abandonIntent: (_id, claim) => engine.write('abandonIntent', { claim }),
      revoke: (id, revocation, audit) =>
        engine.write('revokeCertificate', { id, revocation, audit }),
      releaseHold: (id, at, audit) => engine.write('releaseHold', { id, at, audit }),
      revokeMany: (authorityId, selection, revocation, limit, audit) =>
        engine.write('revokeMany', { authorityId, selection, revocation, limit, audit }),
    },
    revocationLists: assembleRevocationLists(engine),
    responders: {
      current: (authorityId) => engine.read('currentResponder', { authorityId, now: now() }),
      record: (responder, audit) => engine.write('recordResponder', { responder, audit }),
      allSealedKeys: () => engine.read('allResponderKeys', undefined),
    },
    statuses: {
      find: (authorityId, serialNumber) => engine.read('findStatus', { authorityId, serialNumber }),
      ...engine.statuses,
      leaseMilliseconds: LEASE_MILLISECONDS,
    },
    idempotency: {
      find: (scope, now) => engine.read('findEarlierRequest', { scope, now }),
      prune: (now) => engine.write('pruneIdempotency', { now }),
    },
    apiKeys: {
      findByHash: (keyHash) => engine.read('findApiKeyByHash', { keyHash }),
      get: (id) => engine.read('getApiKey', { id }),
      list: (workspaceId) => engine.scan('listApiKeys', { workspaceId }),
      create: (key, audit) => engine.write('createApiKey', { key, audit }),
      revoke: (id, at, audit) => engine.write('revokeApiKey', { id, at, audit }),
      rotate: (rotation, audit) => engine.write('rotateApiKey', { rotation, audit }),
      touch: (uses) => engine.write('touchApiKeys', { uses }),
    },
    oauth: assembleOAuth(engine),
    workspaces: {
      get: (id) => engine.read('getWorkspace', { id }),
      findBySlug: (slug) => engine.read('findWorkspaceBySlug', { slug }),
      list: () => engine.read('listWorkspaces', undefined),
      create: (workspace, owner, audit) =>
        engine.write('createWorkspace', { workspace, owner, audit }),
      changePlan: (id, plan, audit) => engine.write('changePlan', { id, plan, audit }),
      createUser: (user, audit) => engine.write('createUser', { user, audit }),
      findUser: (email) => engine.read('findUser', { email }),
      addMember: (member, audit) => engine.write('addMember', { member, audit }),
      members: (workspaceId) => engine.read('listMembers', { workspaceId }),
      createSetupToken: (token, audit) => engine.write('createSetupToken', { token, audit }),
    },
    ...assembleMemberships(engine),
    signIn: assembleSignIn(engine),
    secrets: {
      get: (name) => engine.read('getSecret', { name }),
      all: () => engine.read('allSecrets', undefined),
      putIfAbsent: (name, sealed, audit) =>
        engine.write('putSecretIfAbsent', { name, sealed, audit }),
      replaceAll: (sealed, audit) => engine.write('replaceAllSealed', { sealed, audit }),
    },
    rateBuckets: {
      take: (bucket, rule, now, cost = 1) => engine.takeToken(bucket, rule, now, cost),
    },
    assistants: assembleAssistants(engine),
    jobs: assembleJobs(engine),
    savedViews: assembleSavedViews(engine),
    notifications: assembleNotifications(engine),
    overview: {
      endingByWeek: (authorityIds, from, weeks) =>
        engine.scan('endingByWeek', { authorityIds, from, weeks }),
      issuedByDay: (authorityIds, from) => engine.scan('issuedByDay', { authorityIds, from }),
    },
    auditLog: {
      append: (audit) => engine.write('appendAudit', { audit }),
      chains: () => engine.scan('auditChains', undefined),
      rows: (chain, position, limit) => engine.scan('auditRows', { chain, position, limit }),
      recent: (limit) => engine.scan('recentAudit', { limit }),
      search: (filter, page) => engine.scan('searchAudit', { filter, page }),
      actors: (ids) => engine.scan('nameActors', { ids }),
    },
    ready: () => engine.write('beat', {}),
    takeTurn: () => engine.takeTurn(),
    [Symbol.asyncDispose]: async () => (closing ??= engine.close()),
  }
}

function assembleAuthorityRequests(engine: Engine): AuthorityRequestStore {
  return {
    get: (id) => engine.read('getAuthorityRequest', { id }),
    list: (workspaceId) => engine.read('listAuthorityRequests', { workspaceId }),
    sealedKey: (id) => engine.read('getSealedRequestKey', { id }),
    create: (request, sealedKey, audit) =>
      engine.write('createAuthorityRequest', { request, sealedKey, audit }),
    complete: (completed, audit) => engine.write('completeAuthorityRequest', { completed, audit }),
    remove: (id, audit) => engine.write('removeAuthorityRequest', { id, audit }),
    issuersOf: (authorityId) => engine.read('issuersOf', { authorityId }),
    replaceIssuers: (authorityId, certificate, issuers, audit) =>
      engine.write('replaceAuthorityIssuers', { authorityId, certificate, issuers, audit }),
    listSizes: (authorityId) => engine.scan('listSizes', { authorityId }),
  }
}

function assembleAssistants(engine: Engine): AssistantStore {
  return {
    addKeyLink: (link, audit) => engine.write('addKeyLink', { link, audit }),
    keyLink: (id) => engine.read('findKeyLink', { id }),
    takeKeyLink: (id, at, audit) => engine.write('takeKeyLink', { id, at, audit }),
    useConfirmation: (id, expiresAt) => engine.write('useConfirmation', { id, expiresAt }),
    eraseExpired: (at) => engine.write('eraseExpiredLinks', { at }),
  }
}

function assembleRevocationLists(engine: Engine): RevocationListStore {
  return {
    shards: (authorityId) => engine.read('listShards', { authorityId }),
    published: (authorityId, shard) => engine.scan('publishedList', { authorityId, shard }),
    due: (now, limit, which = 'unattended') => engine.scan('dueShards', { now, limit, which }),
    begin: async ({ authorityId, shard }, lease) => {
      const number = await engine.write('beginList', { shard: { authorityId, shard }, lease })
      if (number === undefined) return undefined
      const shards = await engine.read('listShards', { authorityId })
      return {
        number,
        previous: shards.find((one) => one.shard === shard && one.publishedNumber > 0),
      }
    },
    changes: (shard, range, limit) => engine.scan('revocationChanges', { shard, range, limit }),
    lapsed: (shard, range) => engine.scan('lapsedSerialNumbers', { shard, range }),
    publish: async (list, holder) => {
      const { der, shared, ...published } = list
      const former = shared && (await engine.read('listBase', { ...list, number: shared.number }))
      await engine.write('addListOctets', { list: published, octets: cutList(der, shared, former) })
      return engine.write('publishList', { list: published, holder })
    },
  }
}

async function listCertificates(
  {
    engine,
    totals,
    patience,
  }: {
    readonly engine: Engine
    readonly totals: CertificateTotals
    readonly patience: number | undefined
  },
  filter: CertificateFilter,
  page: { readonly offset: number; readonly limit: number },
  order: CertificateOrder | undefined,
): Promise<CertificatePage> {
  const isLarge = patience === 0 || totals.isLarge(filter)
  const request = { filter, page, order, isLarge }
  const { certificates, total } = await engine.scan('pageCertificates', request)
  if (total !== null) return { certificates, total }
  const counted = patience === 0 ? undefined : await within(patience, totals.of(filter))
  return counted === undefined
    ? { certificates, total: EXACT_TOTAL, isAtLeast: true }
    : { certificates, total: counted }
}

/** @returns undefined when it takes longer; a failure that comes later is met by who asks next */
async function within<Value>(
  patience: number | undefined,
  value: Promise<Value>,
): Promise<Value | undefined> {
  if (patience === undefined) return value
  value.catch(() => {})
  return Promise.race([value, delay(patience, undefined, { ref: false })])
}
