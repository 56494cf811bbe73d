import type { Hash, PublicKey, Verify } from '@certman/x509'
import type { AuditEvent } from '../pki/audit-event.ts'
import type { Clock, RandomBytes } from '../pki/clock.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { RevocationPolicy } from '../pki/revocation-policy.ts'
import type { KeyStore } from '../keys/keystore.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../telemetry/events.ts'
import type { IssuerTemplates } from './issuer.ts'
import type { ListMemory } from './revocation/list-memory.ts'
import type { OcspMemory } from './revocation/ocsp-memory.ts'
import type { PassphraseGuard } from './passphrase-guard.ts'
import type { Publication } from './revocation/publication.ts'

/** What the verbs need of the world. Each verb names the part that it uses with `Pick`. */
export interface CaDependencies {
  readonly store: Pick<
    Store,
    | 'authorities'
    | 'authorityRequests'
    | 'certificates'
    | 'idempotency'
    | 'rateBuckets'
    | 'revocationLists'
    | 'responders'
    | 'statuses'
    | 'overview'
    | 'auditLog'
  >
  readonly keys: KeyStore
  readonly hash: Hash
  readonly verify: Verify
  readonly clock: Clock
  readonly random: RandomBytes
  readonly newId: () => Uuid
  readonly publication: Publication
  readonly revocationPolicy: RevocationPolicy
  /** Of this process among those that share the store; leases are held in it. */
  readonly instanceName: string
  readonly ocspMemory: OcspMemory
  readonly listMemory: ListMemory
  readonly issuers: IssuerTemplates
  readonly passphraseGuard: PassphraseGuard
  /** @throws Problem `weakKey` */
  readonly assertStrongKey: (key: PublicKey) => void
  /** Keyed, so that the store holds nothing from which a body could be guessed. */
  readonly fingerprint: (text: string) => string
  /** Refused privileged attempts: gathered, and written within a second. */
  readonly refusals: { refused(event: AuditEvent): void }
  readonly telemetry: Telemetry
}
