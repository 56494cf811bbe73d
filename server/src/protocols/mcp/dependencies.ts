import type { McpServer } from '@modelcontextprotocol/server'
import type { Authenticator } from '../../access/authenticate.ts'
import type { Confirmations } from '../../access/confirmations.ts'
import type { KeyLinks } from '../../access/key-links.ts'
import type { RateLimiter } from '../../access/rate-limit.ts'
import type { CertificationAuthority } from '../../ca/certification-authority.ts'
import type { RelyingParties } from '../../ca/revocation/relying-parties.ts'
import type { Clock } from '../../pki/clock.ts'
import type { Telemetry } from '../../telemetry/events.ts'

/** What the tools call; handed in by the composition root. */
export interface McpServices {
  readonly ca: CertificationAuthority
  readonly relyingParties: Pick<RelyingParties, 'list' | 'shards'>
  readonly authenticator: Pick<Authenticator, 'authenticate'>
  readonly limiter: RateLimiter
  readonly clock: Clock
  readonly version: string
  readonly telemetry: Telemetry
  readonly mcp: McpSettings
}

export interface McpFixtures {
  readonly register: (server: McpServer) => void
  /** @throws for a state that was not handed out */
  readonly verifyState: (state: string) => void
}

export interface McpSettings {
  readonly keyLinks: Pick<KeyLinks, 'leave'>
  readonly confirmations: Confirmations
  /** Where clients reach this server, without a trailing slash; known only after listening. */
  readonly baseUrl: () => string
  /** Where browsers do: they keep sessions for secure contexts only, such as localhost. */
  readonly dashboardUrl: () => string
  /** The host names under which it is reached; any other `Host` or `Origin` is somebody else's page that was pointed here. */
  readonly hosts: () => readonly string[]
  /** Whether this process alone serves the database, so that a session is found again. */
  readonly remembersSessions: boolean
  /** Streams that a client holds open, and questions that nobody answers, end with it. */
  readonly ending: AbortSignal
  /** For tests of the protocol alone: tools that no server of anybody has. */
  readonly fixtures?: McpFixtures | undefined
}
