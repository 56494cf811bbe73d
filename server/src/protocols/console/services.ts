import type { CertificationAuthority } from '../../ca/certification-authority.ts'
import type { Assistants } from '../../access/assistants.ts'
import type { KeyLinks } from '../../access/key-links.ts'
import type { RateLimiter } from '../../access/rate-limit.ts'
import type { Sessions } from '../../access/sessions.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { Clock } from '../../pki/clock.ts'

/** What the endpoints of the console call; handed in by the composition root. Each room of verbs adds its own. */
export interface ConsoleServices {
  readonly ca: CertificationAuthority
  readonly sessions: Sessions
  readonly limiter: RateLimiter
  readonly clock: Clock
  readonly keyLinks: Pick<KeyLinks, 'look' | 'open'>
  readonly assistants: Assistants
  passphrase(text: string): Passphrase
}
