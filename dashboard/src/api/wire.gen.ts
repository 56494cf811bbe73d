// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface AlertNotice {
  kind: 'certificate' | 'authority' | 'revocationList' | 'responder'
  subject_id: string
  name: string
  ca_id: string
  ca_name: string
  days_before: number
  ends_at: string
  raised_at: string
}

export interface AlertRule {
  id: string
  name: string
  watches: ('certificate' | 'authority' | 'revocationList' | 'responder')[]
  days_before: number[]
  recipients: string[]
  digest: boolean
  language: 'en' | 'cs' | 'de'
  enabled: boolean
  created_at: string
  last_mailed_at: string | null
}

export interface ApiKey {
  id: string
  name: string
  prefix: string
  user: {
    id: string
    email: string
  }
  state: 'active' | 'expired' | 'replaced' | 'revoked'
  created_at: string
  expires_at: string | null
  ends_at: string | null
  replaced_by: string | null
  revoked_at: string | null
  last_used_at: string | null
  last_used_address: string | null
  allowed_addresses: string[]
  may_return_private_keys: boolean
  permissions: {
    [name: string]: {
      canRead: boolean
      canIssue: boolean
      canRevoke: boolean
    }
  }
}

export interface AssistantDeed {
  at: string
  action: string
  outcome: 'done' | 'refused'
  client: string
  credential: string
  certificate_id: string | null
  common_name: string | null
}

export interface AssistantEndpoint {
  url: string
  reach: 'thisMachine' | 'privateNetwork' | 'publicName'
  revisions: string[]
  tools: ({
    name: string
    title: string
  })[]
}

export interface AuditEvent {
  at: string
  action: string
  outcome: 'done' | 'refused'
  actor: {
    kind: 'apiKey' | 'user' | 'oauth' | 'operator' | 'system' | 'anonymous'
    id: string
    name: string | null
    prefix: string | null
    address: string | null
  }
  workspace_id: string | null
  subject: string | null
  request_id: string | null
  detail: {
    [name: string]: string | number | boolean | null
  }
}

export interface AuthorityRequest {
  id: string
  name: string
  common_name: string
  key_algorithm: string
  has_passphrase: boolean
  created_at: string
  request_pem: string
}

export interface Backup {
  name: string
  bytes: number
  created_at: string
}

export type CalendarFeed = {
  created_at: string
  last_read_at: string | null
} | null

export interface ConsoleAuthority {
  id: string
  name: string
  common_name: string
  organization: string | null
  organizational_unit: string | null
  country: string | null
  state: string | null
  locality: string | null
  key_algorithm: string
  serial_number: string
  fingerprint_sha256: string
  valid_from: string
  valid_to: string
  created_at: string
  has_passphrase: boolean
  parent_ca_id: string | null
  depth: number
  path_length: number | null
  shards: number
  revoked_at: string | null
  revocation_reason: string | null
  certified_elsewhere: boolean
  active_certificates: number
  publication: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
  next_update: string | null
  unusable_reason: string | null
}

export type ConsoleAuthorityDetail = ConsoleAuthority & {
  certificate_pem: string
  subject: string
  issuer: string
  subject_key_identifier: string
  signature_algorithm: string
}

export interface DescribedCertificate {
  kind: 'certificate'
  subject: string
  issuer: string
  serialNumber: string
  notBefore: string
  notAfter: string
  isAuthority: boolean
  key: {
    algorithm: string
    bits: number
    spkiSha256: string
    weakness: string | null
  }
  sha256: string
  sha1: string
  signatureAlgorithm: string
  extensions: ({
    oid: string
    name: string | null
    critical: boolean
    values: string[]
    hex: string
  })[]
}

export interface DescribedRequest {
  kind: 'request'
  subject: string
  commonName: string | null
  sanDns: string[]
  sanIp: string[]
  key: {
    algorithm: string
    bits: number
    spkiSha256: string
    weakness: string | null
  }
  possessionProved: boolean
  signatureAlgorithm: string
  extensions: ({
    oid: string
    name: string | null
    critical: boolean
    values: string[]
    hex: string
  })[]
}

export interface DescribedRevocationList {
  kind: 'revocationList'
  issuer: string
  thisUpdate: string
  nextUpdate: string | null
  number: string | null
  entries: number
  revoked: ({
    serialNumber: string
    revokedAt: string
    reason: string
  })[]
  signatureAlgorithm: string
  extensions: ({
    oid: string
    name: string | null
    critical: boolean
    values: string[]
    hex: string
  })[]
}

export interface ExpiringAuthority {
  id: string
  name: string
  valid_from: string
  valid_to: string
}

export interface ExpiringCertificate {
  id: string
  common_name: string
  serial_number: string
  ca_id: string
  ca_name: string
  key_algorithm: string
  valid_from: string
  valid_to: string
  replaced: boolean
}

export interface Identity {
  provider: string
  name: string
  email: string
  created_at: string
}

export interface Instance {
  version: string
  node: string
  openssl: string
  started_at: string
  database: {
    kind: 'sqlite' | 'postgres'
    schema: number
    milliseconds: number | null
    bytes: number | null
  }
  disk: {
    free_bytes: number
    total_bytes: number
  } | null
  clock: {
    now: string
    is_behind: boolean
  }
  lists_due: number
  responders_due: number
  mail_is_configured: boolean
  backups_are_offered: boolean
  sign_on: ({
    kind: 'password' | 'passkey' | 'oidc' | 'github'
    name: string
    is_configured: boolean
  })[]
}

export interface InstanceUser {
  id: string
  email: string
  name: string
  created_at: string
  is_operator: boolean
  deactivated_at: string | null
  has_second_factor: boolean
  can_sign_in: boolean
  last_seen_at: string | null
  workspaces: number
}

export interface InstanceWorkspace {
  id: string
  name: string
  slug: string
  plan: 'free' | 'pro'
  created_at: string
  archived_at: string | null
  members: number
  cas: number
  api_keys: number
}

export interface Invitation {
  id: string
  email: string
  role: 'owner' | 'admin' | 'member'
  invited_by: string | null
  created_at: string
  expires_at: string
  sent_at: string | null
}

export interface Job {
  id: string
  kind: 'renew' | 'revoke'
  status: 'queued' | 'running' | 'paused' | 'cancelled' | 'done'
  total: number
  done: number
  failed: number
  reason: string | null
  validity_days: number | null
  needs_passphrase: boolean
  delivery_key: string | null
  asked_by: string
  is_own: boolean
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export interface JobItem {
  position: number
  certificate_id: string
  label: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  code: string | null
  message: string | null
  result_id: string | null
  sealed_key: string | null
}

export interface KeyLink {
  id: string
  workspace_id: string
  certificate_id: string
  common_name: string
  created_at: string
  expires_at: string
}

export interface ListedCertificate {
  id: string
  ca_id: string
  common_name: string
  san_dns: string[]
  san_ip: string[]
  key_algorithm: string
  valid_from: string
  valid_to: string
  serial_number: string
  revoked_at: string | null
  revocation_reason: string | null
  created_at: string
  mode: 'managed' | 'csr'
  status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
  channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
  renewed_from: string | null
  replaced_by: string | null
}

export interface ListedSession {
  id: string
  method: 'setupLink' | 'password' | 'passkey' | 'provider'
  created_at: string
  last_seen_at: string
  ends_at: string
  address: string
  user_agent: string
  has_second_factor: boolean
  is_current: boolean
}

export interface Member {
  user_id: string
  email: string
  role: 'owner' | 'admin' | 'member'
  joined_at: string | null
  last_seen_at: string | null
  has_second_factor: boolean
}

export interface OAuthChoice {
  id: string
  name: string
  common_name: string
  depth: number
  parent_ca_id: string | null
  has_passphrase: boolean
}

export interface OAuthClient {
  id: string
  name: string
  redirect_uris: string[]
  created_at: string
  last_used_at: string | null
}

export interface OAuthGrant {
  id: string
  client_id: string
  client_name: string
  user: {
    id: string
    email: string
  }
  resource: 'api' | 'mcp'
  may_return_private_keys: boolean
  permissions: ({
    authority_id: string
    can_read: boolean
    can_issue: boolean
    can_revoke: boolean
  })[]
  created_at: string
  expires_at: string
  last_used_at: string | null
}

export interface OAuthRequest {
  client_id: string
  client_name: string
  client_uri: string | null
  /** Who vouches for the name: nobody (`registered`), the host of its id (`document`), a workspace (`confidential`) */
  client_kind: 'registered' | 'document' | 'confidential'
  /** The workspace that made the client, where the user is a member of it */
  vouched_by: string | null
  /** Where the answer goes; null for a device */
  redirects_to: string | null
  resource: 'api' | 'mcp'
}

export interface Passkey {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
  is_backed_up: boolean
}

export interface SavedView {
  id: string
  page: string
  name: string
  query: string
  created_at: string
}

export interface Session {
  user: {
    id: string
    email: string
    name: string
    locale: string | null
    isOperator: boolean
  }
  workspaces: ({
    id: string
    slug: string
    name: string
    role: 'owner' | 'admin' | 'member'
    plan: 'free' | 'pro'
  })[]
  csrfToken: string
  provedAt: string
  hasSecondFactor: boolean
  factors: {
    password: boolean
    passkeys: number
    oneTimeCode: boolean
    recoveryCodes: number
    passwordChangedAt: string | null
  }
}

export interface SignedIn {
  status: 'signedIn'
  expiresAt: string
}

export interface TriedStep {
  step: 'reach' | 'signIn' | 'protocol'
  ok: boolean
  detail: string
  milliseconds: number
}

export interface Webhook {
  id: string
  url: string
  description: string
  events: string[]
  enabled: boolean
  created_at: string
  last_success_at: string | null
  failing_since: string | null
  former_secret_until: string | null
}

export interface WebhookDelivery {
  id: string
  message_id: string
  type: string
  trigger: 'event' | 'test' | 'replay'
  state: 'pending' | 'delivered' | 'failed'
  attempts: number
  created_at: string
  next_attempt_at: string | null
  attempted_at: string | null
  response_status: number | null
  error: string | null
  response_excerpt: string
  duration_ms: number | null
}

export interface Workspace {
  id: string
  name: string
  slug: string
  plan: 'free' | 'pro'
  created_at: string
  default_ca_id: string | null
  default_validity_days: number | null
  requires_second_factor: boolean
  role: 'owner' | 'admin' | 'member'
}

export interface LookAtSetupLinkResponse {
  email: string
  name: string
  expiresAt: string
}

export type RedeemSetupLinkResponse = SignedIn

export interface SignInWithPasswordResponse {
  status: 'signedIn' | 'secondFactor'
  expiresAt?: string | undefined
  ticket?: string | undefined
}

export type SignInWithCodeResponse = SignedIn

export interface PasskeySignInOptionsResponse {
  options: {
    [name: string]: null
  }
}

export type SignInWithPasskeyResponse = SignedIn

export interface SignInWaysResponse {
  providers: ({
    id: string
    name: string
  })[]
}

export interface GoToProviderQuery {
  next?: string | undefined
}

export type GetSessionResponse = Session

export interface SignOutResponse {
  status: 'signedOut'
}

export interface ListSessionsResponse {
  sessions: ListedSession[]
}

export interface EndOtherSessionsResponse {
  ended: number
}

export interface EndSessionResponse {
  status: 'ended'
}

export interface ProveIdentityResponse {
  status: 'proved'
}

export interface PasskeyProofOptionsResponse {
  options: {
    [name: string]: null
  }
}

export interface ChangeProfileResponse {
  status: 'changed'
}

export interface ChangePasswordResponse {
  status: 'changed'
}

export interface ListIdentitiesResponse {
  identities: Identity[]
}

export interface UnlinkIdentityResponse {
  status: 'unlinked'
}

export interface ListPasskeysResponse {
  passkeys: Passkey[]
}

export interface AddPasskeyResponse {
  passkey: Passkey
}

export interface PasskeyOptionsResponse {
  options: {
    [name: string]: null
  }
}

export interface RenamePasskeyResponse {
  status: 'renamed'
}

export interface RemovePasskeyResponse {
  status: 'removed'
}

export interface OfferAuthenticatorAppResponse {
  secret: string
  uri: string
}

export interface RemoveAuthenticatorAppResponse {
  status: 'removed'
}

export interface ConfirmAuthenticatorAppResponse {
  recoveryCodes: string[]
}

export interface ReplaceRecoveryCodesResponse {
  recoveryCodes: string[]
}

export interface CreateWorkspaceResponse {
  workspace: {
    id: string
    name: string
    slug: string
  }
}

export interface GetWorkspaceResponse {
  workspace: Workspace
}

export interface ChangeWorkspaceResponse {
  workspace: Workspace
}

export type DeleteWorkspaceResponse = Record<string, never>

export interface ListMembersResponse {
  members: Member[]
}

export interface ChangeMemberRoleResponse {
  member: Member
}

export interface RemoveMemberResponse {
  apiKeys: number
  oauthGrants: number
}

export interface ListInvitationsResponse {
  invitations: Invitation[]
}

export interface CreateInvitationResponse {
  invitation: Invitation
  link: string
  mail: 'sent' | 'failed' | 'notConfigured'
}

export interface RenewInvitationResponse {
  invitation: Invitation
  link: string
  mail: 'sent' | 'failed' | 'notConfigured'
}

export type RevokeInvitationResponse = Record<string, never>

export interface InspectInvitationResponse {
  workspaceName: string
  email: string
  role: 'owner' | 'admin' | 'member'
  invitedBy: string | null
  expiresAt: string
  hasAccount: boolean
}

export interface AcceptInvitationResponse {
  workspace: {
    id: string
    name: string
    slug: string
  }
}

export interface AcceptInvitationAsNewPersonResponse {
  setupLink: string
}

export interface ListApiKeysQuery {
  ended?: 'recent' | 'all' | 'none' | undefined
}

export interface ListApiKeysResponse {
  apiKeys: ApiKey[]
}

export interface CreateApiKeyResponse {
  apiKey: ApiKey
  key: string
}

export interface GetApiKeyResponse {
  apiKey: ApiKey
}

export interface RevokeApiKeyResponse {
  apiKey: ApiKey
}

export interface RotateApiKeyResponse {
  apiKey: ApiKey
  key: string
}

export interface ListAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: string | undefined
  pageSize?: number | undefined
}

export interface ListAuditEventsResponse {
  events: AuditEvent[]
  next: string | null
}

export interface ExportAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  format: 'csv' | 'jsonl'
}

export interface VerifyAuditLogResponse {
  isWhole: boolean
  finishedAt: string
  broken: ({
    chain: string
    position: number
    reason: string
  })[]
}

export interface ListInstanceAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: string | undefined
  pageSize?: number | undefined
}

export interface ListInstanceAuditEventsResponse {
  events: AuditEvent[]
  next: string | null
}

export interface ExportInstanceAuditEventsQuery {
  action?: string | undefined
  actorId?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  format: 'csv' | 'jsonl'
}

export interface VerifyInstanceAuditLogResponse {
  isWhole: boolean
  finishedAt: string
  broken: ({
    chain: string
    position: number
    reason: string
  })[]
  chains: number
  events: number
}

export interface GetInstanceResponse {
  instance: Instance
}

export interface ListInstanceWorkspacesResponse {
  workspaces: InstanceWorkspace[]
}

export type ChangeWorkspacePlanResponse = Record<string, never>

export interface SendTestMailResponse {
  to: string
}

export interface ListBackupsResponse {
  backups: Backup[]
}

export interface CreateBackupResponse {
  backup: Backup
}

export type DeleteBackupResponse = Record<string, never>

export interface ListUsersResponse {
  users: InstanceUser[]
}

export interface CreateUserResponse {
  user: InstanceUser
  setupLink: string
  expiresAt: string
}

export interface ChangeUserResponse {
  user: InstanceUser
}

export interface CreateSetupLinkResponse {
  setupLink: string
  expiresAt: string
}

export interface GetOAuthRequestResponse {
  request: OAuthRequest
}

export interface RefuseOAuthRequestResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface AgreeToOAuthRequestResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface FindOAuthDeviceResponse {
  request: OAuthRequest
}

export interface RefuseOAuthDeviceResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface AgreeToOAuthDeviceResponse {
  /** Where the browser goes on; null for a device, which asks for the answer itself */
  location: string | null
}

export interface GetOAuthChoicesResponse {
  plan: 'free' | 'pro'
  authorities: OAuthChoice[]
}

export interface ListOAuthGrantsResponse {
  grants: OAuthGrant[]
}

export interface EndOAuthGrantResponse {
  message: string
}

export interface ListOAuthClientsResponse {
  clients: OAuthClient[]
}

export interface CreateOAuthClientResponse {
  client: OAuthClient
  /** Shown once */
  client_secret: string
}

export interface ReplaceOAuthClientSecretResponse {
  client: OAuthClient
  /** Shown once */
  client_secret: string
}

export interface DeleteOAuthClientResponse {
  message: string
}

export interface ListAuthoritiesQuery {
  includeRevoked?: 'true' | 'false' | undefined
}

export interface ListAuthoritiesResponse {
  authorities: ConsoleAuthority[]
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface CreateAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface GetAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface GetAuthorityChainResponse {
  authorityId: string
  chain: string[]
}

export interface GetAuthorityPublicationResponse {
  publication: {
    state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    lists: ({
      shard: number
      url: string
      number: number
      this_update: string | null
      next_update: string | null
      octets: number
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    })[]
    responder: {
      serial_number: string
      valid_from: string
      valid_to: string
      created_at: string
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    } | null
    ocsp_url: string
    certificate_url: string
    trust_url: string | null
    is_configured: boolean
  }
}

export interface CheckAuthorityPublicationResponse {
  checked_at: string
  findings: ({
    kind: 'list' | 'ocsp'
    url: string
    shard: number
    valid_from: string | null
    valid_to: string | null
    fault: {
      kind: string
      detail: string
    } | null
  })[]
}

export interface GetAuthorityActivityQuery {
  beforeAt?: number | null | undefined
  beforeSeq?: number | null | undefined
  pageSize?: number | undefined
}

export interface GetAuthorityActivityResponse {
  events: ({
    at: string
    action: string
    outcome: string
    actor: {
      kind: string
      id: string
      name: string | null
      address: string | null
    }
    detail: {
      [name: string]: string
    }
  })[]
  next: {
    beforeAt: number
    beforeSeq: number
  } | null
}

export interface CreateAuthorityHierarchyResponse {
  root: ConsoleAuthorityDetail
  issuing: ConsoleAuthorityDetail
}

export interface ImportAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface RenewAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface RevokeAuthorityResponse {
  authority: ConsoleAuthorityDetail
}

export interface PublishAuthorityListsResponse {
  publication: {
    state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    lists: ({
      shard: number
      url: string
      number: number
      this_update: string | null
      next_update: string | null
      octets: number
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    })[]
    responder: {
      serial_number: string
      valid_from: string
      valid_to: string
      created_at: string
      state: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    } | null
    ocsp_url: string
    certificate_url: string
    trust_url: string | null
    is_configured: boolean
  }
}

export interface CreateAuthorityRequestResponse {
  request: AuthorityRequest
}

export interface ListAuthorityRequestsResponse {
  requests: AuthorityRequest[]
}

export interface GetAuthorityRequestResponse {
  request: AuthorityRequest
}

export interface RemoveAuthorityRequestResponse {
  removed: boolean
}

export interface CompleteAuthorityRequestResponse {
  authority: ConsoleAuthorityDetail
}

export interface RequestAuthorityRenewalResponse {
  request_pem: string
}

export interface ReplaceAuthorityCertificateResponse {
  authority: ConsoleAuthorityDetail
}

export interface GetKeyLinkResponse {
  keyLink: KeyLink
}

export interface OpenKeyLinkResponse {
  keyLink: KeyLink
  privateKey: string
}

export interface ListCertificatesQuery {
  caId?: string | undefined
  status?: 'active' | 'expiring' | 'expired' | 'revoked' | 'replaced' | 'all' | undefined
  search?: string | undefined
  createdFrom?: string | undefined
  createdTo?: string | undefined
  expiresFrom?: string | undefined
  expiresTo?: string | undefined
  revokedFrom?: string | undefined
  replaced?: 'yes' | 'no' | undefined
  algorithm?: string | undefined
  channel?: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown' | undefined
  sort?: 'created' | 'expires' | 'name' | undefined
  direction?: 'asc' | 'desc' | undefined
  page?: number | undefined
  pageSize?: number | undefined
}

export interface ListCertificatesResponse {
  certificates: ListedCertificate[]
  total: number
  isTotalKnown: boolean
  page: number
  pageSize: number
  totalPages: number
}

export interface IssueCertificateResponse {
  certificate: {
    id: string
    ca_id: string
    common_name: string
    san_dns: string[]
    san_ip: string[]
    key_algorithm: string
    valid_from: string
    valid_to: string
    serial_number: string
    revoked_at: string | null
    revocation_reason: string | null
    created_at: string
    mode: 'managed' | 'csr'
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    renewed_from: string | null
    replaced_by: string | null
    certificate_pem: string
  }
  chain_pem: string[]
  privateKey?: string | undefined
}

export interface ExportCertificatesQuery {
  caId?: string | undefined
  status?: 'active' | 'expiring' | 'expired' | 'revoked' | 'replaced' | 'all' | undefined
  search?: string | undefined
  createdFrom?: string | undefined
  createdTo?: string | undefined
  expiresFrom?: string | undefined
  expiresTo?: string | undefined
  revokedFrom?: string | undefined
  replaced?: 'yes' | 'no' | undefined
  algorithm?: string | undefined
  channel?: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown' | undefined
  format: 'csv' | 'json'
}

export interface PreviewCertificateResponse {
  ca: {
    id: string
    name: string
    valid_to: string
    has_passphrase: boolean
  }
  names: {
    commonName: string
    sanDns: string[]
    sanIp: string[]
  } | null
  sanDns: (string | null)[]
  sanIp: (string | null)[]
  valid_from: string
  valid_to: string
  isCapped: boolean
  problems: ({
    field: string
    code: string
    message: string
  })[]
}

export interface GetCertificatePemsResponse {
  certificates: ({
    id: string
    ca_id: string
    common_name: string
    serial_number: string
    certificate_pem: string
  })[]
  chains: {
    [name: string]: string[]
  }
}

export interface GetCertificateResponse {
  certificate: {
    id: string
    ca_id: string
    common_name: string
    san_dns: string[]
    san_ip: string[]
    key_algorithm: string
    valid_from: string
    valid_to: string
    serial_number: string
    revoked_at: string | null
    revocation_reason: string | null
    created_at: string
    mode: 'managed' | 'csr'
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    renewed_from: string | null
    replaced_by: string | null
    validity_days: number
    certificate_pem: string
    issued_by: {
      kind: string
      id: string
      name: string | null
    } | null
  }
  decoded: DescribedCertificate
  chain: ({
    ca_id: string
    name: string
    valid_from: string
    valid_to: string
    has_passphrase: boolean
    certificate_pem: string
  })[]
  renewals: ({
    id: string
    serial_number: string
    valid_from: string
    valid_to: string
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    created_at: string
  })[]
  history: ({
    action: string
    outcome: 'done' | 'refused'
    at: string
    actor: {
      kind: string
      id: string
      name: string | null
    }
    address: string | null
    detail: {
      [name: string]: string | number | boolean | null
    }
  })[]
}

export interface RenewCertificateResponse {
  certificate: {
    id: string
    ca_id: string
    common_name: string
    san_dns: string[]
    san_ip: string[]
    key_algorithm: string
    valid_from: string
    valid_to: string
    serial_number: string
    revoked_at: string | null
    revocation_reason: string | null
    created_at: string
    mode: 'managed' | 'csr'
    status: 'active' | 'expiring' | 'expired' | 'revoked' | 'held' | 'replaced'
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    renewed_from: string | null
    replaced_by: string | null
    certificate_pem: string
  }
  chain_pem: string[]
  privateKey?: string | undefined
}

export interface RevokeCertificateResponse {
  certificate: ListedCertificate
}

export interface ReleaseCertificateResponse {
  certificate: ListedCertificate
}

export interface DecodePemResponse {
  objects: (DescribedCertificate | DescribedRequest | DescribedRevocationList)[]
}

export interface ListJobsResponse {
  jobs: Job[]
}

export interface CreateJobResponse {
  job: Job
}

export interface GetJobResponse {
  job: Job
}

export interface ListJobItemsQuery {
  page?: number | undefined
  pageSize?: number | undefined
  failedOnly?: 'true' | 'false' | undefined
}

export interface ListJobItemsResponse {
  items: JobItem[]
}

export interface CancelJobResponse {
  job: Job
}

export interface RetryJobResponse {
  job: Job
}

export interface ResumeJobResponse {
  job: Job
}

export interface ForgetJobKeysResponse {
  forgotten: true
}

export interface ListViewsQuery {
  page: 'certificates'
}

export interface ListViewsResponse {
  views: SavedView[]
}

export interface SaveViewResponse {
  view: SavedView
}

export interface RemoveViewResponse {
  removed: true
}

export interface GetAssistantEndpointResponse {
  endpoint: AssistantEndpoint
}

export interface ListAssistantActivityResponse {
  deeds: AssistantDeed[]
}

export interface TestAssistantEndpointResponse {
  steps: TriedStep[]
}

export interface GetOverviewResponse {
  at: string
  authorities: number
  tiles: {
    active: number
    expiring: number
    issuedThisWeek: number
    issuedLastWeek: number
    revoked: number
  }
  attention: {
    expired: {
      total: number
      certificates: ({
        id: string
        caId: string
        common_name: string
        valid_to: string
      })[]
    }
    urgent: {
      total: number
      certificates: ({
        id: string
        caId: string
        common_name: string
        valid_to: string
      })[]
    }
    authorities: ({
      id: string
      name: string
      valid_to: string
      expires: boolean
      publication: 'current' | 'due' | 'waiting' | 'expired' | 'missing'
    })[]
  }
  endingByWeek: number[]
  issuedByDay: ({
    day: string
    channel: 'api' | 'dashboard' | 'mcp' | 'oauth' | 'operator' | 'system' | 'acme' | 'unknown'
    count: number
  })[]
}

export interface CountExpiringQuery {
  from: string
  to: string
  caId?: string | undefined
}

export interface CountExpiringResponse {
  days: ({
    day: string
    count: number
  })[]
  authorities: ExpiringAuthority[]
}

export interface ListExpiringQuery {
  from: string
  to: string
  caId?: string | undefined
  replaced?: 'include' | 'leaveOut' | undefined
  page?: number | undefined
  pageSize?: number | undefined
}

export interface ListExpiringResponse {
  certificates: ExpiringCertificate[]
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface GetCalendarFeedResponse {
  feed: CalendarFeed
}

export interface CreateCalendarFeedResponse {
  feed: CalendarFeed
  url: string
}

export type RevokeCalendarFeedResponse = Record<string, never>

export interface ListWebhooksResponse {
  webhooks: Webhook[]
  eventTypes: string[]
}

export interface CreateWebhookResponse {
  webhook: Webhook
  secret: string
}

export interface GetWebhookResponse {
  webhook: Webhook
}

export interface ChangeWebhookResponse {
  webhook: Webhook
}

export type RemoveWebhookResponse = Record<string, never>

export interface RotateWebhookSecretResponse {
  webhook: Webhook
  secret: string
}

export interface ListWebhookDeliveriesQuery {
  state?: 'pending' | 'delivered' | 'failed' | undefined
  page?: number | undefined
}

export interface ListWebhookDeliveriesResponse {
  deliveries: WebhookDelivery[]
  total: number
  page: number
  pageSize: number
  totalPages: number
}

export interface GetWebhookDeliveryResponse {
  delivery: WebhookDelivery
  body: string
}

export interface ReplayWebhookDeliveryResponse {
  deliveryId: string
}

export interface TestWebhookResponse {
  deliveryId: string
}

export interface ListAlertsResponse {
  alerts: AlertRule[]
  notices: AlertNotice[]
  mailIsConfigured: boolean
}

export interface CreateAlertResponse {
  alert: AlertRule
}

export interface ChangeAlertResponse {
  alert: AlertRule
}

export type RemoveAlertResponse = Record<string, never>

export type TestAlertResponse = Record<string, never>

export interface ConsoleOperations {
  lookAtSetupLink: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: LookAtSetupLinkResponse
  }
  redeemSetupLink: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
      password: string
      name?: string | undefined
    }
    response: RedeemSetupLinkResponse
  }
  signInWithPassword: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      email: string
      password: string
    }
    response: SignInWithPasswordResponse
  }
  signInWithCode: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      ticket: string
      code: string
    }
    response: SignInWithCodeResponse
  }
  passkeySignInOptions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: PasskeySignInOptionsResponse
  }
  signInWithPasskey: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      response: {
        [name: string]: null
      }
    }
    response: SignInWithPasskeyResponse
  }
  signInWays: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: SignInWaysResponse
  }
  goToProvider: {
    path: {
      provider: string
    }
    query: GoToProviderQuery
    body: Record<string, never>
    response: Response
  }
  returnFromProvider: {
    path: {
      provider: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: Response
  }
  getSession: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: GetSessionResponse
  }
  signOut: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: SignOutResponse
  }
  listSessions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListSessionsResponse
  }
  endOtherSessions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: EndOtherSessionsResponse
  }
  endSession: {
    path: {
      sessionId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: EndSessionResponse
  }
  proveIdentity: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      method: 'password' | 'code' | 'passkey'
      password?: string | undefined
      code?: string | undefined
      response?: {
        [name: string]: null
      } | undefined
    }
    response: ProveIdentityResponse
  }
  passkeyProofOptions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: PasskeyProofOptionsResponse
  }
  changeProfile: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      name?: string | undefined
      locale?: string | null | undefined
    }
    response: ChangeProfileResponse
  }
  changePassword: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      password: string
    }
    response: ChangePasswordResponse
  }
  listIdentities: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListIdentitiesResponse
  }
  unlinkIdentity: {
    path: {
      provider: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: UnlinkIdentityResponse
  }
  listPasskeys: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListPasskeysResponse
  }
  addPasskey: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      name: string
      response: {
        [name: string]: null
      }
    }
    response: AddPasskeyResponse
  }
  passkeyOptions: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: PasskeyOptionsResponse
  }
  renamePasskey: {
    path: {
      passkeyId: string
    }
    query: Record<string, never>
    body: {
      name: string
    }
    response: RenamePasskeyResponse
  }
  removePasskey: {
    path: {
      passkeyId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemovePasskeyResponse
  }
  offerAuthenticatorApp: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: OfferAuthenticatorAppResponse
  }
  removeAuthenticatorApp: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveAuthenticatorAppResponse
  }
  confirmAuthenticatorApp: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      code: string
    }
    response: ConfirmAuthenticatorAppResponse
  }
  replaceRecoveryCodes: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ReplaceRecoveryCodesResponse
  }
  createWorkspace: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      name: string
      slug?: string | undefined
    }
    response: CreateWorkspaceResponse
  }
  getWorkspace: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetWorkspaceResponse
  }
  changeWorkspace: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name?: string | undefined
      slug?: string | undefined
      defaults?: {
        caId: string | null
        validityDays: number | null
      } | undefined
      requiresSecondFactor?: boolean | undefined
    }
    response: ChangeWorkspaceResponse
  }
  deleteWorkspace: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
    }
    response: DeleteWorkspaceResponse
  }
  listMembers: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListMembersResponse
  }
  changeMemberRole: {
    path: {
      workspaceId: string
      userId: string
    }
    query: Record<string, never>
    body: {
      role: 'owner' | 'admin' | 'member'
    }
    response: ChangeMemberRoleResponse
  }
  removeMember: {
    path: {
      workspaceId: string
      userId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveMemberResponse
  }
  listInvitations: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListInvitationsResponse
  }
  createInvitation: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      email: string
      role: 'owner' | 'admin' | 'member'
      language?: 'en' | 'cs' | 'de' | undefined
    }
    response: CreateInvitationResponse
  }
  renewInvitation: {
    path: {
      workspaceId: string
      invitationId: string
    }
    query: Record<string, never>
    body: {
      language?: 'en' | 'cs' | 'de' | undefined
    }
    response: RenewInvitationResponse
  }
  revokeInvitation: {
    path: {
      workspaceId: string
      invitationId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RevokeInvitationResponse
  }
  inspectInvitation: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: InspectInvitationResponse
  }
  acceptInvitation: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: AcceptInvitationResponse
  }
  acceptInvitationAsNewPerson: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      token: string
    }
    response: AcceptInvitationAsNewPersonResponse
  }
  listApiKeys: {
    path: {
      workspaceId: string
    }
    query: ListApiKeysQuery
    body: Record<string, never>
    response: ListApiKeysResponse
  }
  createApiKey: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
      permissions: {
        [name: string]: {
          canRead: boolean
          canIssue: boolean
          canRevoke: boolean
        }
      }
      expiresInDays?: number | undefined
      allowedAddresses?: string[] | undefined
      mayReturnPrivateKeys?: boolean | undefined
    }
    response: CreateApiKeyResponse
  }
  getApiKey: {
    path: {
      workspaceId: string
      apiKeyId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetApiKeyResponse
  }
  revokeApiKey: {
    path: {
      workspaceId: string
      apiKeyId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RevokeApiKeyResponse
  }
  rotateApiKey: {
    path: {
      workspaceId: string
      apiKeyId: string
    }
    query: Record<string, never>
    body: {
      overlapHours: number
    }
    response: RotateApiKeyResponse
  }
  listAuditEvents: {
    path: {
      workspaceId: string
    }
    query: ListAuditEventsQuery
    body: Record<string, never>
    response: ListAuditEventsResponse
  }
  exportAuditEvents: {
    path: {
      workspaceId: string
    }
    query: ExportAuditEventsQuery
    body: Record<string, never>
    response: Response
  }
  verifyAuditLog: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: VerifyAuditLogResponse
  }
  listInstanceAuditEvents: {
    path: Record<string, never>
    query: ListInstanceAuditEventsQuery
    body: Record<string, never>
    response: ListInstanceAuditEventsResponse
  }
  exportInstanceAuditEvents: {
    path: Record<string, never>
    query: ExportInstanceAuditEventsQuery
    body: Record<string, never>
    response: Response
  }
  verifyInstanceAuditLog: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: VerifyInstanceAuditLogResponse
  }
  getInstance: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: GetInstanceResponse
  }
  listInstanceWorkspaces: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListInstanceWorkspacesResponse
  }
  changeWorkspacePlan: {
    path: {
      id: string
    }
    query: Record<string, never>
    body: {
      plan: 'free' | 'pro'
    }
    response: ChangeWorkspacePlanResponse
  }
  sendTestMail: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      language?: 'en' | 'cs' | 'de' | undefined
    }
    response: SendTestMailResponse
  }
  listBackups: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListBackupsResponse
  }
  createBackup: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: CreateBackupResponse
  }
  downloadBackup: {
    path: {
      name: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: Response
  }
  deleteBackup: {
    path: {
      name: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: DeleteBackupResponse
  }
  listUsers: {
    path: Record<string, never>
    query: Record<string, never>
    body: Record<string, never>
    response: ListUsersResponse
  }
  createUser: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      email: string
    }
    response: CreateUserResponse
  }
  changeUser: {
    path: {
      userId: string
    }
    query: Record<string, never>
    body: {
      isOperator?: boolean | undefined
      isActive?: boolean | undefined
    }
    response: ChangeUserResponse
  }
  createSetupLink: {
    path: {
      userId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CreateSetupLinkResponse
  }
  getOAuthRequest: {
    path: {
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOAuthRequestResponse
  }
  refuseOAuthRequest: {
    path: {
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RefuseOAuthRequestResponse
  }
  agreeToOAuthRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: {
      permissions: ({
        authorityId: string
        canRead: boolean
        canIssue: boolean
        canRevoke: boolean
      })[]
      mayReturnPrivateKeys?: boolean | undefined
    }
    response: AgreeToOAuthRequestResponse
  }
  findOAuthDevice: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      userCode: string
    }
    response: FindOAuthDeviceResponse
  }
  refuseOAuthDevice: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      userCode: string
    }
    response: RefuseOAuthDeviceResponse
  }
  agreeToOAuthDevice: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      permissions: ({
        authorityId: string
        canRead: boolean
        canIssue: boolean
        canRevoke: boolean
      })[]
      mayReturnPrivateKeys?: boolean | undefined
      userCode: string
    }
    response: AgreeToOAuthDeviceResponse
  }
  getOAuthChoices: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOAuthChoicesResponse
  }
  listOAuthGrants: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListOAuthGrantsResponse
  }
  endOAuthGrant: {
    path: {
      workspaceId: string
      grantId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: EndOAuthGrantResponse
  }
  listOAuthClients: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListOAuthClientsResponse
  }
  createOAuthClient: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
      redirectUris: string[]
    }
    response: CreateOAuthClientResponse
  }
  replaceOAuthClientSecret: {
    path: {
      workspaceId: string
      clientId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ReplaceOAuthClientSecretResponse
  }
  deleteOAuthClient: {
    path: {
      workspaceId: string
      clientId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: DeleteOAuthClientResponse
  }
  listAuthorities: {
    path: {
      workspaceId: string
    }
    query: ListAuthoritiesQuery
    body: Record<string, never>
    response: ListAuthoritiesResponse
  }
  createAuthority: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      /** What people call it; defaults to the common name */
      name?: string | undefined
      commonName: string
      organization?: string | undefined
      organizationalUnit?: string | undefined
      /** Two letters, ISO 3166-1 */
      country?: string | undefined
      state?: string | undefined
      locality?: string | undefined
      keyAlgorithm: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384'
      validityDays?: number | undefined
      pathLength?: number | 'unlimited' | undefined
      /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
      passphrase?: string | undefined
      /** Absent: a root */
      parentCaId?: string | undefined
      shards?: number | undefined
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: CreateAuthorityResponse
  }
  getAuthority: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityResponse
  }
  getAuthorityChain: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityChainResponse
  }
  getAuthorityPublication: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityPublicationResponse
  }
  checkAuthorityPublication: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CheckAuthorityPublicationResponse
  }
  getAuthorityActivity: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: GetAuthorityActivityQuery
    body: Record<string, never>
    response: GetAuthorityActivityResponse
  }
  createAuthorityHierarchy: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      root: {
        /** What people call it; defaults to the common name */
        name?: string | undefined
        commonName: string
        organization?: string | undefined
        organizationalUnit?: string | undefined
        /** Two letters, ISO 3166-1 */
        country?: string | undefined
        state?: string | undefined
        locality?: string | undefined
        keyAlgorithm: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384'
        validityDays?: number | undefined
        pathLength?: number | 'unlimited' | undefined
        /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
        passphrase?: string | undefined
      }
      issuing: {
        /** What people call it; defaults to the common name */
        name?: string | undefined
        commonName: string
        organization?: string | undefined
        organizationalUnit?: string | undefined
        /** Two letters, ISO 3166-1 */
        country?: string | undefined
        state?: string | undefined
        locality?: string | undefined
        keyAlgorithm: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384'
        validityDays?: number | undefined
        pathLength?: number | 'unlimited' | undefined
        /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
        passphrase?: string | undefined
      }
    }
    response: CreateAuthorityHierarchyResponse
  }
  importAuthority: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name?: string | undefined
      /** The certificate, those above it and the private key, in any order, in one text */
      pem?: string | undefined
      /** A PKCS#12 store, Base64 */
      pkcs12?: string | undefined
      /** Of the store, or of the private key */
      password?: string | undefined
      /** The last revocation list that the CA published: PEM, or DER as Base64 */
      crl?: string | undefined
      /** Of its last list, where the list is not at hand */
      crlNumber?: number | undefined
      /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
      passphrase?: string | undefined
    }
    response: ImportAuthorityResponse
  }
  renewAuthority: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      validityDays?: number | undefined
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: RenewAuthorityResponse
  }
  revokeAuthority: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      reason: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn'
      /** The name of the CA, typed to show that it is meant */
      name: string
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: RevokeAuthorityResponse
  }
  publishAuthorityLists: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: PublishAuthorityListsResponse
  }
  createAuthorityRequest: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      /** What people call it; defaults to the common name */
      name?: string | undefined
      commonName: string
      organization?: string | undefined
      organizationalUnit?: string | undefined
      /** Two letters, ISO 3166-1 */
      country?: string | undefined
      state?: string | undefined
      locality?: string | undefined
      keyAlgorithm: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384'
      pathLength?: number | 'unlimited' | undefined
      /** Protects the key of the CA from now on; at least 12 characters, kept nowhere */
      passphrase?: string | undefined
    }
    response: CreateAuthorityRequestResponse
  }
  listAuthorityRequests: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListAuthorityRequestsResponse
  }
  getAuthorityRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAuthorityRequestResponse
  }
  removeAuthorityRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveAuthorityRequestResponse
  }
  completeAuthorityRequest: {
    path: {
      workspaceId: string
      requestId: string
    }
    query: Record<string, never>
    body: {
      /** The certificate and those above it up to the root, in any order */
      certificatePem: string
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: CompleteAuthorityRequestResponse
  }
  requestAuthorityRenewal: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: RequestAuthorityRenewalResponse
  }
  replaceAuthorityCertificate: {
    path: {
      workspaceId: string
      authorityId: string
    }
    query: Record<string, never>
    body: {
      /** The certificate and those above it up to the root, in any order */
      certificatePem: string
      /** Of the CA whose key signs, when it is protected */
      caPassphrase?: string | undefined
    }
    response: ReplaceAuthorityCertificateResponse
  }
  getKeyLink: {
    path: {
      keyLinkId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetKeyLinkResponse
  }
  openKeyLink: {
    path: {
      keyLinkId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: OpenKeyLinkResponse
  }
  listCertificates: {
    path: {
      workspaceId: string
    }
    query: ListCertificatesQuery
    body: Record<string, never>
    response: ListCertificatesResponse
  }
  issueCertificate: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      caId: string
      mode: 'managed' | 'csr'
      commonName?: string | undefined
      sanDns?: string[] | undefined
      sanIp?: string[] | undefined
      keyAlgorithm?: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | undefined
      csrPem?: string | undefined
      validityDays?: number | undefined
      caPassphrase?: string | undefined
    }
    response: IssueCertificateResponse
  }
  exportCertificates: {
    path: {
      workspaceId: string
    }
    query: ExportCertificatesQuery
    body: Record<string, never>
    response: Response
  }
  previewCertificate: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      caId: string
      mode: 'managed' | 'csr'
      commonName?: string | undefined
      sanDns?: string[] | undefined
      sanIp?: string[] | undefined
      keyAlgorithm?: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | undefined
      csrPem?: string | undefined
      validityDays?: number | undefined
    }
    response: PreviewCertificateResponse
  }
  getCertificatePems: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      ids: string[]
    }
    response: GetCertificatePemsResponse
  }
  getCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetCertificateResponse
  }
  renewCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      validityDays?: number | undefined
      csrPem?: string | undefined
      caPassphrase?: string | undefined
    }
    response: RenewCertificateResponse
  }
  revokeCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      reason: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn'
      caPassphrase?: string | undefined
    }
    response: RevokeCertificateResponse
  }
  releaseCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ReleaseCertificateResponse
  }
  decodePem: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      pem: string
    }
    response: DecodePemResponse
  }
  listJobs: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListJobsResponse
  }
  createJob: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      kind: 'renew' | 'revoke'
      certificateIds: string[]
      reason?: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn' | undefined
      validityDays?: number | undefined
      deliveryKey?: string | undefined
      passphrases?: ({
        caId: string
        passphrase: string
      })[] | undefined
    }
    response: CreateJobResponse
  }
  getJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetJobResponse
  }
  listJobItems: {
    path: {
      workspaceId: string
      id: string
    }
    query: ListJobItemsQuery
    body: Record<string, never>
    response: ListJobItemsResponse
  }
  followJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: Response
  }
  cancelJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CancelJobResponse
  }
  retryJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      passphrases?: ({
        caId: string
        passphrase: string
      })[] | undefined
    }
    response: RetryJobResponse
  }
  resumeJob: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      passphrases?: ({
        caId: string
        passphrase: string
      })[] | undefined
    }
    response: ResumeJobResponse
  }
  forgetJobKeys: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ForgetJobKeysResponse
  }
  listViews: {
    path: {
      workspaceId: string
    }
    query: ListViewsQuery
    body: Record<string, never>
    response: ListViewsResponse
  }
  saveView: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      page: 'certificates'
      name: string
      query: string
    }
    response: SaveViewResponse
  }
  removeView: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveViewResponse
  }
  getAssistantEndpoint: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetAssistantEndpointResponse
  }
  listAssistantActivity: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListAssistantActivityResponse
  }
  testAssistantEndpoint: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: TestAssistantEndpointResponse
  }
  getOverview: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetOverviewResponse
  }
  countExpiring: {
    path: {
      workspaceId: string
    }
    query: CountExpiringQuery
    body: Record<string, never>
    response: CountExpiringResponse
  }
  listExpiring: {
    path: {
      workspaceId: string
    }
    query: ListExpiringQuery
    body: Record<string, never>
    response: ListExpiringResponse
  }
  getCalendarFeed: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetCalendarFeedResponse
  }
  createCalendarFeed: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: CreateCalendarFeedResponse
  }
  revokeCalendarFeed: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RevokeCalendarFeedResponse
  }
  listWebhooks: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListWebhooksResponse
  }
  createWebhook: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      url: string
      description?: string | undefined
      events?: string[] | undefined
      enabled?: boolean | undefined
    }
    response: CreateWebhookResponse
  }
  getWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetWebhookResponse
  }
  changeWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: {
      url?: string | undefined
      description?: string | undefined
      events?: string[] | undefined
      enabled?: boolean | undefined
    }
    response: ChangeWebhookResponse
  }
  removeWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveWebhookResponse
  }
  rotateWebhookSecret: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RotateWebhookSecretResponse
  }
  listWebhookDeliveries: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: ListWebhookDeliveriesQuery
    body: Record<string, never>
    response: ListWebhookDeliveriesResponse
  }
  getWebhookDelivery: {
    path: {
      workspaceId: string
      webhookId: string
      deliveryId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetWebhookDeliveryResponse
  }
  replayWebhookDelivery: {
    path: {
      workspaceId: string
      webhookId: string
      deliveryId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ReplayWebhookDeliveryResponse
  }
  testWebhook: {
    path: {
      workspaceId: string
      webhookId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: TestWebhookResponse
  }
  listAlerts: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ListAlertsResponse
  }
  createAlert: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      name: string
      watches: ('certificate' | 'authority' | 'revocationList' | 'responder')[]
      daysBefore: number[]
      recipients: string[]
      digest: boolean
      language: 'en' | 'cs' | 'de'
      enabled: boolean
    }
    response: CreateAlertResponse
  }
  changeAlert: {
    path: {
      workspaceId: string
      alertId: string
    }
    query: Record<string, never>
    body: {
      name: string
      watches: ('certificate' | 'authority' | 'revocationList' | 'responder')[]
      daysBefore: number[]
      recipients: string[]
      digest: boolean
      language: 'en' | 'cs' | 'de'
      enabled: boolean
    }
    response: ChangeAlertResponse
  }
  removeAlert: {
    path: {
      workspaceId: string
      alertId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: RemoveAlertResponse
  }
  testAlert: {
    path: {
      workspaceId: string
      alertId: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: TestAlertResponse
  }
}

export const CONSOLE_ROUTES: Readonly<
  Record<keyof ConsoleOperations, readonly [method: string, route: string]>
> = {
  lookAtSetupLink: ['post', '/console/v1/setup/look'],
  redeemSetupLink: ['post', '/console/v1/setup'],
  signInWithPassword: ['post', '/console/v1/sign-in/password'],
  signInWithCode: ['post', '/console/v1/sign-in/code'],
  passkeySignInOptions: ['post', '/console/v1/sign-in/passkey/options'],
  signInWithPasskey: ['post', '/console/v1/sign-in/passkey'],
  signInWays: ['get', '/console/v1/sign-in'],
  goToProvider: ['get', '/console/v1/sign-in/providers/{provider}'],
  returnFromProvider: ['get', '/console/v1/sign-in/providers/{provider}/callback'],
  getSession: ['get', '/console/v1/session'],
  signOut: ['post', '/console/v1/sign-out'],
  listSessions: ['get', '/console/v1/account/sessions'],
  endOtherSessions: ['delete', '/console/v1/account/sessions'],
  endSession: ['delete', '/console/v1/account/sessions/{sessionId}'],
  proveIdentity: ['post', '/console/v1/session/proof'],
  passkeyProofOptions: ['post', '/console/v1/session/proof/passkey-options'],
  changeProfile: ['patch', '/console/v1/account'],
  changePassword: ['put', '/console/v1/account/password'],
  listIdentities: ['get', '/console/v1/account/identities'],
  unlinkIdentity: ['delete', '/console/v1/account/identities/{provider}'],
  listPasskeys: ['get', '/console/v1/account/passkeys'],
  addPasskey: ['post', '/console/v1/account/passkeys'],
  passkeyOptions: ['post', '/console/v1/account/passkeys/options'],
  renamePasskey: ['patch', '/console/v1/account/passkeys/{passkeyId}'],
  removePasskey: ['delete', '/console/v1/account/passkeys/{passkeyId}'],
  offerAuthenticatorApp: ['post', '/console/v1/account/authenticator-app'],
  removeAuthenticatorApp: ['delete', '/console/v1/account/authenticator-app'],
  confirmAuthenticatorApp: ['post', '/console/v1/account/authenticator-app/confirm'],
  replaceRecoveryCodes: ['post', '/console/v1/account/recovery-codes'],
  createWorkspace: ['post', '/console/v1/workspaces'],
  getWorkspace: ['get', '/console/v1/workspaces/{workspaceId}'],
  changeWorkspace: ['patch', '/console/v1/workspaces/{workspaceId}'],
  deleteWorkspace: ['post', '/console/v1/workspaces/{workspaceId}/delete'],
  listMembers: ['get', '/console/v1/workspaces/{workspaceId}/members'],
  changeMemberRole: ['patch', '/console/v1/workspaces/{workspaceId}/members/{userId}'],
  removeMember: ['delete', '/console/v1/workspaces/{workspaceId}/members/{userId}'],
  listInvitations: ['get', '/console/v1/workspaces/{workspaceId}/invitations'],
  createInvitation: ['post', '/console/v1/workspaces/{workspaceId}/invitations'],
  renewInvitation: ['post', '/console/v1/workspaces/{workspaceId}/invitations/{invitationId}/renew'],
  revokeInvitation: ['delete', '/console/v1/workspaces/{workspaceId}/invitations/{invitationId}'],
  inspectInvitation: ['post', '/console/v1/invitations/inspect'],
  acceptInvitation: ['post', '/console/v1/invitations/accept'],
  acceptInvitationAsNewPerson: ['post', '/console/v1/invitations/accept-as-new'],
  listApiKeys: ['get', '/console/v1/workspaces/{workspaceId}/api-keys'],
  createApiKey: ['post', '/console/v1/workspaces/{workspaceId}/api-keys'],
  getApiKey: ['get', '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}'],
  revokeApiKey: ['delete', '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}'],
  rotateApiKey: ['post', '/console/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}/rotate'],
  listAuditEvents: ['get', '/console/v1/workspaces/{workspaceId}/audit-log'],
  exportAuditEvents: ['get', '/console/v1/workspaces/{workspaceId}/audit-log/export'],
  verifyAuditLog: ['post', '/console/v1/workspaces/{workspaceId}/audit-log/verify'],
  listInstanceAuditEvents: ['get', '/console/v1/instance/audit-log'],
  exportInstanceAuditEvents: ['get', '/console/v1/instance/audit-log/export'],
  verifyInstanceAuditLog: ['post', '/console/v1/instance/audit-log/verify'],
  getInstance: ['get', '/console/v1/instance'],
  listInstanceWorkspaces: ['get', '/console/v1/instance/workspaces'],
  changeWorkspacePlan: ['put', '/console/v1/instance/workspaces/{id}/plan'],
  sendTestMail: ['post', '/console/v1/instance/test-mail'],
  listBackups: ['get', '/console/v1/instance/backups'],
  createBackup: ['post', '/console/v1/instance/backups'],
  downloadBackup: ['get', '/console/v1/instance/backups/{name}/download'],
  deleteBackup: ['delete', '/console/v1/instance/backups/{name}'],
  listUsers: ['get', '/console/v1/instance/users'],
  createUser: ['post', '/console/v1/instance/users'],
  changeUser: ['patch', '/console/v1/instance/users/{userId}'],
  createSetupLink: ['post', '/console/v1/instance/users/{userId}/setup-link'],
  getOAuthRequest: ['get', '/console/v1/oauth/requests/{requestId}'],
  refuseOAuthRequest: ['post', '/console/v1/oauth/requests/{requestId}/refuse'],
  agreeToOAuthRequest: ['post', '/console/v1/workspaces/{workspaceId}/oauth/requests/{requestId}/agree'],
  findOAuthDevice: ['post', '/console/v1/oauth/devices/find'],
  refuseOAuthDevice: ['post', '/console/v1/oauth/devices/refuse'],
  agreeToOAuthDevice: ['post', '/console/v1/workspaces/{workspaceId}/oauth/devices/agree'],
  getOAuthChoices: ['get', '/console/v1/workspaces/{workspaceId}/oauth/choices'],
  listOAuthGrants: ['get', '/console/v1/workspaces/{workspaceId}/oauth/grants'],
  endOAuthGrant: ['delete', '/console/v1/workspaces/{workspaceId}/oauth/grants/{grantId}'],
  listOAuthClients: ['get', '/console/v1/workspaces/{workspaceId}/oauth/clients'],
  createOAuthClient: ['post', '/console/v1/workspaces/{workspaceId}/oauth/clients'],
  replaceOAuthClientSecret: ['post', '/console/v1/workspaces/{workspaceId}/oauth/clients/{clientId}/secret'],
  deleteOAuthClient: ['delete', '/console/v1/workspaces/{workspaceId}/oauth/clients/{clientId}'],
  listAuthorities: ['get', '/console/v1/workspaces/{workspaceId}/authorities'],
  createAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authorities'],
  getAuthority: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}'],
  getAuthorityChain: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/chain'],
  getAuthorityPublication: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/publication'],
  checkAuthorityPublication: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/check'],
  getAuthorityActivity: ['get', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/activity'],
  createAuthorityHierarchy: ['post', '/console/v1/workspaces/{workspaceId}/authority-hierarchies'],
  importAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authority-imports'],
  renewAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/renew'],
  revokeAuthority: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/revoke'],
  publishAuthorityLists: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/publish'],
  createAuthorityRequest: ['post', '/console/v1/workspaces/{workspaceId}/authority-requests'],
  listAuthorityRequests: ['get', '/console/v1/workspaces/{workspaceId}/authority-requests'],
  getAuthorityRequest: ['get', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}'],
  removeAuthorityRequest: ['delete', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}'],
  completeAuthorityRequest: ['post', '/console/v1/workspaces/{workspaceId}/authority-requests/{requestId}/complete'],
  requestAuthorityRenewal: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/renewal-request'],
  replaceAuthorityCertificate: ['post', '/console/v1/workspaces/{workspaceId}/authorities/{authorityId}/certificate'],
  getKeyLink: ['get', '/console/v1/key-links/{keyLinkId}'],
  openKeyLink: ['post', '/console/v1/key-links/{keyLinkId}/open'],
  listCertificates: ['get', '/console/v1/workspaces/{workspaceId}/certificates'],
  issueCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates'],
  exportCertificates: ['get', '/console/v1/workspaces/{workspaceId}/certificates/export'],
  previewCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/preview'],
  getCertificatePems: ['post', '/console/v1/workspaces/{workspaceId}/certificates/pems'],
  getCertificate: ['get', '/console/v1/workspaces/{workspaceId}/certificates/{id}'],
  renewCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/{id}/renew'],
  revokeCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/{id}/revoke'],
  releaseCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/{id}/release'],
  decodePem: ['post', '/console/v1/decode'],
  listJobs: ['get', '/console/v1/workspaces/{workspaceId}/jobs'],
  createJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs'],
  getJob: ['get', '/console/v1/workspaces/{workspaceId}/jobs/{id}'],
  listJobItems: ['get', '/console/v1/workspaces/{workspaceId}/jobs/{id}/items'],
  followJob: ['get', '/console/v1/workspaces/{workspaceId}/jobs/{id}/events'],
  cancelJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/cancel'],
  retryJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/retry'],
  resumeJob: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/resume'],
  forgetJobKeys: ['post', '/console/v1/workspaces/{workspaceId}/jobs/{id}/forget-keys'],
  listViews: ['get', '/console/v1/workspaces/{workspaceId}/views'],
  saveView: ['post', '/console/v1/workspaces/{workspaceId}/views'],
  removeView: ['delete', '/console/v1/workspaces/{workspaceId}/views/{id}'],
  getAssistantEndpoint: ['get', '/console/v1/workspaces/{workspaceId}/mcp'],
  listAssistantActivity: ['get', '/console/v1/workspaces/{workspaceId}/mcp/activity'],
  testAssistantEndpoint: ['post', '/console/v1/workspaces/{workspaceId}/mcp/test'],
  getOverview: ['get', '/console/v1/workspaces/{workspaceId}/overview'],
  countExpiring: ['get', '/console/v1/workspaces/{workspaceId}/expiry/days'],
  listExpiring: ['get', '/console/v1/workspaces/{workspaceId}/expiry/certificates'],
  getCalendarFeed: ['get', '/console/v1/workspaces/{workspaceId}/calendar-feed'],
  createCalendarFeed: ['post', '/console/v1/workspaces/{workspaceId}/calendar-feed'],
  revokeCalendarFeed: ['delete', '/console/v1/workspaces/{workspaceId}/calendar-feed'],
  listWebhooks: ['get', '/console/v1/workspaces/{workspaceId}/webhooks'],
  createWebhook: ['post', '/console/v1/workspaces/{workspaceId}/webhooks'],
  getWebhook: ['get', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}'],
  changeWebhook: ['patch', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}'],
  removeWebhook: ['delete', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}'],
  rotateWebhookSecret: ['post', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/rotate-secret'],
  listWebhookDeliveries: ['get', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries'],
  getWebhookDelivery: ['get', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries/{deliveryId}'],
  replayWebhookDelivery: ['post', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay'],
  testWebhook: ['post', '/console/v1/workspaces/{workspaceId}/webhooks/{webhookId}/test'],
  listAlerts: ['get', '/console/v1/workspaces/{workspaceId}/alerts'],
  createAlert: ['post', '/console/v1/workspaces/{workspaceId}/alerts'],
  changeAlert: ['put', '/console/v1/workspaces/{workspaceId}/alerts/{alertId}'],
  removeAlert: ['delete', '/console/v1/workspaces/{workspaceId}/alerts/{alertId}'],
  testAlert: ['post', '/console/v1/workspaces/{workspaceId}/alerts/{alertId}/test'],
}
