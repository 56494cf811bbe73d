import type { RandomBytes } from '../pki/clock.ts'
import type { Store } from '../store/store.ts'
import type { Letterbox } from './mail.ts'
import type { Post } from './post.ts'
import type { Network, Reach } from './destination.ts'

/** Small secrets under the master key. */
export interface Sealing {
  seal(name: string, octets: Uint8Array): Uint8Array
  open(name: string, sealed: Uint8Array): Uint8Array
  /** Held between sealing and recording, so that the master key is not rotated in between. */
  hold(): Disposable
}

/** What the verbs of this room need. */
export interface NotificationContext {
  readonly store: Pick<
    Store,
    'notifications' | 'certificates' | 'authorities' | 'workspaces' | 'secrets' | 'rateBuckets'
  >
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly random: RandomBytes
  readonly randomUuid: () => string
  readonly sealing: Sealing
  readonly reach: Reach
  readonly network: Network
  readonly post: Post
  readonly letterbox: Letterbox
  /** Where people reach this server, without a trailing slash. */
  readonly baseUrl: () => string
}
