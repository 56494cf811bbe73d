import { randomUUID } from 'node:crypto'
import { AuditRefusals } from './audit/refusals.ts'
import type { CaDependencies } from './ca/dependencies.ts'
import { IssuerTemplates } from './ca/issuer.ts'
import { ListMemory } from './ca/revocation/list-memory.ts'
import { OcspMemory } from './ca/revocation/ocsp-memory.ts'
import { PassphraseGuard } from './ca/passphrase-guard.ts'
import type { Publication } from './ca/revocation/publication.ts'
import type { WhileSealing } from './ca/revocation/responder.ts'
import type { Config } from './config/config.ts'
import type { Secrets } from './config/secrets.ts'
import { openDataDirectory } from './compose/data-directory.ts'
import { checkMasterKey, MASTER_KEY_CHECK, openFingerprint } from './compose/instance-secrets.ts'
import { hash, randomBytes, verify } from './keys/crypto.ts'
import { readWeakKeyLists } from './keys/debian-weak-keys.ts'
import { readEnvelopeHeader } from './keys/envelope.ts'
import { findMasterKey } from './keys/master-key-rotation.ts'
import {
  createMasterKey,
  loadMasterKey,
  masterKeyExists,
  masterKeyFrom,
  type MasterKey,
} from './keys/master-key.ts'
import { createSealedKeyStore, type SealedKeyStore } from './keys/sealed.ts'
import { finishRotation } from './compose/master-key-recovery.ts'
import type { Clock } from './pki/clock.ts'
import { newUuid } from './pki/identifier.ts'
import { assertStrongKey } from './pki/key-policy.ts'
import { Problem } from './pki/problem.ts'
import { openStore, type StoreOptions } from './store/open.ts'
import { createSealingTurns } from './store/sealing-lock.ts'
import type { Store } from './store/store.ts'
import { backgroundTaskFailed, writesCommitted, type Telemetry } from './telemetry/events.ts'

/** Everything that is opened once: memory, secrets and the verbs' dependencies. Disposing of it releases all. */
export interface Instance extends AsyncDisposable {
  readonly config: Config
  readonly telemetry: Telemetry
  readonly clock: Clock
  readonly store: Store
  readonly keys: SealedKeyStore
  readonly masterKey: () => MasterKey
  readonly ca: CaDependencies
  readonly refusals: AuditRefusals
  /** For a server, whose requests seal keys beside each other. */
  readonly whileSealing: WhileSealing
}

export interface InstanceOptions {
  readonly config: Config
  readonly secrets: Secrets
  readonly telemetry: Telemetry
  /** A server holds the directory's lock and may make what is missing; an operator command works beside it. */
  readonly role: 'server' | 'operator'
  /** Where certificates point; the port is known only after listening. */
  readonly publication: Publication
}

/** @throws Problem with one clear sentence when anything that is needed is missing, wrong or held by another server */
export async function openInstance(options: InstanceOptions): Promise<Instance> {
  const { config, telemetry } = options
  const clock: Clock = { now: Date.now }
  openDataDirectory(config.dataDirectory)
  let masterKey = await openMasterKey(options, clock)
  await using opened = new AsyncDisposableStack()
  const store = opened.use(await openStore(storeOptions(options, clock, masterKey)))
  const keys = createSealedKeyStore({
    masterKey: () => masterKey,
    reloadMasterKey: (wantedId) => (masterKey = reloadMasterKey(options, wantedId)),
    random: randomBytes,
  })
  await checkMasterKey(store.secrets, keys)
  const refusals = opened.use(
    new AuditRefusals({
      auditLog: store.auditLog,
      onFailure: (error) => backgroundTaskFailed(telemetry, { task: 'audit of refusals', error }),
    }),
  )
  const weakKeys = readWeakKeyLists(config.dataDirectory)
  const ca: CaDependencies = {
    store,
    keys,
    hash,
    verify,
    clock,
    random: randomBytes,
    newId: () => newUuid(randomUUID),
    publication: options.publication,
    revocationPolicy: config.revocation,
    instanceName: randomUUID(),
    ocspMemory: new OcspMemory(
      () => clock.now(),
      () => performance.now(),
    ),
    listMemory: new ListMemory(store.revocationLists),
    issuers: new IssuerTemplates(options.publication),
    passphraseGuard: new PassphraseGuard(store.rateBuckets, () => clock.now()),
    assertStrongKey: (key) => assertStrongKey(key, weakKeys),
    fingerprint: await openFingerprint(store.secrets, keys, randomBytes),
    refusals,
    telemetry,
  }
  const resources = opened.move()
  return {
    config,
    telemetry,
    clock,
    store,
    keys,
    masterKey: () => masterKey,
    ca,
    refusals,
    whileSealing: createSealingTurns(config.dataDirectory),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function readMasterKey({ config, secrets }: InstanceOptions): MasterKey {
  return loadMasterKey({
    directory: config.dataDirectory,
    fromEnvironment: secrets.masterKey?.reveal(),
  })
}

/** It was rotated beside us: the new key may be in its place already, or about to be. */
function reloadMasterKey(options: InstanceOptions, wantedId: string): MasterKey {
  const { config, secrets } = options
  const rotated = secrets.masterKey ? undefined : findMasterKey(config.dataDirectory, wantedId)
  return rotated ?? readMasterKey(options)
}

/** Makes a master key only for a database that has none yet: a new one beside an old database would open nothing. */
async function openMasterKey(options: InstanceOptions, clock: Clock): Promise<MasterKey> {
  const { config, secrets } = options
  if (secrets.masterKey !== undefined) return readMasterKey(options)
  if (masterKeyExists(config.dataDirectory)) {
    await finishRotation(config.dataDirectory, () => masterKeyInUse(options, clock))
    return readMasterKey(options)
  }
  if ((await masterKeyInUse(options, clock)) !== undefined) {
    throw new Problem(
      'unavailable',
      `the master key is missing from ${config.dataDirectory}, but the database is there; restore master.key from your copy of it, or set CERTMAN_MASTER_KEY`,
    )
  }
  return createMasterKey(config.dataDirectory)
}

/** @returns the id of the master key that the database is sealed under; undefined when it is new */
async function masterKeyInUse(options: InstanceOptions, clock: Clock): Promise<string | undefined> {
  await using store = await openStore(storeOptions(options, clock, masterKeyFrom(randomBytes(32))))
  const check = await store.secrets.get(MASTER_KEY_CHECK)
  return check && readEnvelopeHeader(check).masterKeyId
}

function storeOptions(
  { config, secrets, role, telemetry }: InstanceOptions,
  clock: Clock,
  masterKey: MasterKey,
): StoreOptions {
  return {
    location: secrets.databaseUrl
      ? { kind: 'postgres', url: secrets.databaseUrl.reveal() }
      : { kind: 'sqlite', directory: config.dataDirectory },
    auditKey: auditKeyOf(masterKey),
    now: () => clock.now(),
    role,
    migrate: role === 'server',
    onCommit: (size) => writesCommitted(telemetry, size),
  }
}

/** The key that links the audit chains of this master key's time. */
export function auditKeyOf(masterKey: MasterKey): {
  readonly id: string
  readonly key: Uint8Array
} {
  return { id: masterKey.id, key: masterKey.derive('audit') }
}
