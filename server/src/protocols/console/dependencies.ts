import type { Authorities } from '../../ca/authorities/authorities.ts'
import type { CertificationAuthority } from '../../ca/certification-authority.ts'
import type { SavedViews } from '../../access/saved-views.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import type { Administration } from '../../access/administration.ts'
import type { Assistants } from '../../access/assistants.ts'
import type { KeyLinks } from '../../access/key-links.ts'
import type { Programs } from '../../access/oauth/programs.ts'
import type { RateLimiter } from '../../access/rate-limit.ts'
import type { Sessions } from '../../access/sessions.ts'
import type { SignIn } from '../../access/sign-in/sign-in.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { Notifications } from '../../notifications/notifications.ts'
import type { Clock } from '../../pki/clock.ts'
import type { Uuid } from '../../pki/identifier.ts'

/** What the endpoints of the console call; handed in by the composition root. Each room of verbs adds its own. */
export interface ConsoleServices {
  readonly administration: Administration
  readonly ca: CertificationAuthority
  readonly authorities: Authorities
  /** Of the page about a CA for people who shall trust it; null where there are none. */
  readonly trustUrl: (authorityId: Uuid) => string | null
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly limiter: RateLimiter
  readonly clock: Clock
  readonly notifications: Notifications
  readonly keyLinks: Pick<KeyLinks, 'look' | 'open'>
  readonly assistants: Assistants
  readonly programs: Programs
  readonly jobs: Jobs
  readonly views: SavedViews
  passphrase(text: string): Passphrase
  /** One that is being chosen. @throws Problem `invalidRequest` when it is too short */
  newPassphrase(text: string): Passphrase
}
