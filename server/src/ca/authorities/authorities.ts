import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { AuthorityRequest } from '../../store/authorities/authority-requests-store.ts'
import type { Activity, ActivityQuery } from './authority-activity.ts'
import type { AuthorityOverview, AuthorityOverviewQuery } from './authority-overview.ts'
import type { CertifiedRequest } from './certified-authority.ts'
import type { Act } from '../certification-authority.ts'
import type { Checked } from '../revocation/check-publication.ts'
import type { CreateAuthorityRequest } from './create-authority.ts'
import type { CreateHierarchyRequest, Hierarchy } from './create-hierarchy.ts'
import type { ImportAuthorityRequest } from './import-authority.ts'
import type { PublishedNow, PublishRequest } from '../revocation/publish-now.ts'
import type { Published } from '../revocation/published-state.ts'
import type { RenewAuthorityRequest } from './renew-authority.ts'
import type { RequestAuthorityRequest } from './request-authority.ts'
import type { RevokeAuthorityRequest } from './revoke-authority.ts'

/** The making and unmaking of CAs, as the faces see it; permission is the first line of each verb. */
export interface Authorities {
  /** Revoked ones too: whoever manages them must see them. Oldest first. */
  list(
    act: Act,
    workspaceId: Uuid,
    query: AuthorityOverviewQuery,
  ): Promise<readonly AuthorityOverview[]>
  get(act: Act, id: Uuid): Promise<AuthorityOverview>
  /** DER, from the CA itself up to the root, wherever that is. */
  chain(act: Act, id: Uuid): Promise<readonly Uint8Array[]>
  create(act: Act, request: CreateAuthorityRequest): Promise<CertificateAuthority>
  createHierarchy(act: Act, request: CreateHierarchyRequest): Promise<Hierarchy>
  import(act: Act, request: ImportAuthorityRequest): Promise<CertificateAuthority>
  renew(act: Act, request: RenewAuthorityRequest): Promise<CertificateAuthority>
  revoke(act: Act, request: RevokeAuthorityRequest): Promise<CertificateAuthority>
  published(act: Act, id: Uuid): Promise<Published>
  publish(act: Act, request: Omit<PublishRequest, 'whileSealing'>): Promise<PublishedNow>
  check(act: Act, id: Uuid): Promise<Checked>
  activity(act: Act, query: ActivityQuery): Promise<Activity>

  /** For a certificate from elsewhere. */
  request(act: Act, order: RequestAuthorityRequest): Promise<AuthorityRequest>
  requests(act: Act, workspaceId: Uuid): Promise<readonly AuthorityRequest[]>
  getRequest(act: Act, id: Uuid): Promise<AuthorityRequest>
  removeRequest(act: Act, id: Uuid): Promise<void>
  complete(act: Act, certified: CertifiedRequest): Promise<CertificateAuthority>
  /** DER of a request for the key of a CA that was certified elsewhere. */
  requestRenewal(
    act: Act,
    order: { readonly id: Uuid; readonly passphrase?: Passphrase | undefined },
  ): Promise<Uint8Array>
  renewElsewhere(
    act: Act,
    certified: Omit<CertifiedRequest, 'passphrase'>,
  ): Promise<CertificateAuthority>
}
