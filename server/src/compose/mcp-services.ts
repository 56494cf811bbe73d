import { randomUUID } from 'node:crypto'
import { createConfirmations } from '../access/confirmations.ts'
import { createKeyLinks, type KeyLinks } from '../access/key-links.ts'
import type { Instance } from '../compose.ts'
import {
  dashboardUrl,
  isLoopback,
  publicUrl,
  tlsNames,
  type BoundPorts,
} from '../config/addresses.ts'
import type { Config } from '../config/config.ts'
import type { Secrets } from '../config/secrets.ts'
import { openKeyLinkBox } from './instance-secrets.ts'
import type { McpSettings } from '../protocols/mcp/dependencies.ts'
import type { Task } from '../schedule/timetable.ts'

const MINUTE = 60_000

type ServedAt = Pick<McpSettings, 'baseUrl' | 'dashboardUrl' | 'remembersSessions'>

/** @param bound known only after listening */
export function servedAt(config: Config, secrets: Secrets, bound: () => BoundPorts): ServedAt {
  return {
    baseUrl: () => publicUrl(config, bound()),
    dashboardUrl: () => dashboardUrl(config, bound()),
    // Several instances may share a PostgreSQL database: a session would be looked for at the wrong one.
    remembersSessions: secrets.databaseUrl === undefined,
  }
}

/** What the endpoint of assistants needs beside the verbs. */
export async function mcpSettings(
  { store, keys, ca, clock, config }: Instance,
  place: ServedAt & Pick<McpSettings, 'ending'>,
): Promise<McpSettings & { readonly keyLinks: KeyLinks }> {
  const now = (): number => clock.now()
  const box = await openKeyLinkBox(store.secrets, keys, ca.random)
  return {
    keyLinks: createKeyLinks({
      store,
      now,
      randomUuid: randomUUID,
      seal: (name, plaintext) => box.seal(name, plaintext),
      open: (name, sealed) => box.open(name, sealed),
    }),
    confirmations: createConfirmations({
      store,
      now,
      random: ca.random,
      fingerprint: ca.fingerprint,
    }),
    ...place,
    hosts: () => hostsOf(new URL(place.baseUrl()).hostname, tlsNames(config)),
  }
}

/** As a URL writes them: an IPv6 address in brackets. */
function hostsOf(publicHost: string, names: readonly string[]): readonly string[] {
  const hosts = [publicHost, ...names].map((name) => {
    const bare = name.replaceAll(/[[\]]/g, '').toLowerCase()
    return bare.includes(':') ? `[${bare}]` : bare
  })
  return hosts.some(isLoopback) ? [...new Set([...hosts, '[::1]'])] : [...new Set(hosts)]
}

/** Private keys that nobody fetched are gone at most a minute after their ten. */
export function keyLinkTask(keyLinks: KeyLinks): Task {
  return {
    name: 'erase private keys that nobody fetched',
    first: 0,
    every: MINUTE,
    run: async () => {
      await keyLinks.eraseExpired()
    },
  }
}
