import { randomUUID } from 'node:crypto'
import { createOAuthMemory } from './access/oauth/memory.ts'
import { createPrograms, type Programs } from './access/oauth/programs.ts'
import type { Instance } from './compose.ts'
import { randomBytes } from './keys/crypto.ts'
import { fetchDocument } from './protocols/oauth/client-documents.ts'
import { createOAuthFace, type OAuthFace } from './protocols/oauth/face.ts'
import { createOAuthLimits } from './protocols/oauth/limits.ts'
import { pendingRequests } from './protocols/oauth/pending.ts'
import { requestFailed } from './telemetry/events.ts'

/** The authorization server, and what the dashboard and the timetable need of it. */
export interface OAuthSettings {
  readonly face: OAuthFace
  /** What the console calls. */
  readonly programs: Programs
  /** The address of this server without a trailing slash; known only when it listens. */
  readonly issuer: () => string
}

export function oauthSettings(instance: Instance, issuer: () => string): OAuthSettings {
  const { store, clock, telemetry } = instance
  const now = (): number => clock.now()
  const memory = createOAuthMemory({ store, now, random: randomBytes })
  const face = createOAuthFace({
    provider: { memory, now, newId: randomUUID, fetchDocument },
    limits: createOAuthLimits(store.rateBuckets, now),
    issuer,
    onFailure: (error, requestId) => {
      requestFailed(telemetry, { error, code: 'internal', requestId: requestId ?? 'none' })
    },
  })
  const requests = pendingRequests(() => face.provider(), memory)
  const context = { store, requests, now, random: randomBytes, randomUuid: randomUUID }
  return { face, programs: createPrograms(context), issuer }
}

export function oauthTask({ store, clock }: Instance): {
  readonly name: string
  readonly every: number
  run(): Promise<void>
} {
  return {
    name: 'prune codes, tokens and unused programs',
    every: 10 * 60_000,
    run: async () => {
      while ((await store.oauth.prune(clock.now())) > 0);
    },
  }
}
