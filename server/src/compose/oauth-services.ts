import { randomUUID } from 'node:crypto'
import { createOAuthMemory } from '../access/oauth/memory.ts'
import { createPrograms, type Programs } from '../access/oauth/programs.ts'
import type { Instance } from '../compose.ts'
import { dashboardUrl, publicUrl, type BoundPorts } from '../config/addresses.ts'
import { randomBytes } from '../keys/crypto.ts'
import { fetchDocument } from '../protocols/oauth/client-documents.ts'
import { createOAuthFace, type OAuthAddresses, type OAuthFace } from '../protocols/oauth/face.ts'
import { createOAuthLimits } from '../protocols/oauth/limits.ts'
import { pendingRequests } from '../protocols/oauth/pending.ts'
import { requestFailed } from '../telemetry/events.ts'
import type { Task } from '../schedule/timetable.ts'

/** The authorization server, and what the dashboard and the timetable need of it. */
export interface OAuthSettings {
  readonly face: OAuthFace
  /** What the console calls. */
  readonly programs: Programs
  readonly addresses: OAuthAddresses
  readonly readsDocuments: boolean
}

/** @param bound asked for each time an address is written down: known only when the server listens */
export function oauthSettings(instance: Instance, bound: () => BoundPorts): OAuthSettings {
  const { store, clock, telemetry, config } = instance
  const addresses: OAuthAddresses = {
    issuer: () => publicUrl(config, bound()),
    dashboard: () => dashboardUrl(config, bound()),
  }
  const now = (): number => clock.now()
  const readsDocuments = config.clientDocuments
  const memory = createOAuthMemory({ store, now, random: randomBytes })
  const face = createOAuthFace({
    provider: { memory, now, newId: randomUUID, readsDocuments, fetchDocument },
    limits: createOAuthLimits(store.rateBuckets, now),
    addresses,
    onFailure: (error, requestId) => {
      requestFailed(telemetry, { error, code: 'internal', requestId: requestId ?? 'none' })
    },
  })
  const requests = pendingRequests(() => face.provider(), memory)
  const context = { store, requests, now, random: randomBytes, randomUuid: randomUUID }
  return { face, programs: createPrograms(context), addresses, readsDocuments }
}

export function oauthTask({ store, clock }: Instance): Task {
  return {
    name: 'prune codes, tokens and unused programs',
    every: 10 * 60_000,
    run: async (end) => {
      while (!end.aborted && (await store.oauth.prune(clock.now())) > 0);
    },
  }
}
