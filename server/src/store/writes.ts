import { createApiKey, revokeApiKey, touchApiKeys } from './api-key-changes.ts'
import { appendAudit } from './audit-log.ts'
import { createAuthority, renewAuthority, revokeAuthority } from './authority-changes.ts'
import {
  completeAuthorityRequest,
  createAuthorityRequest,
  removeAuthorityRequest,
  replaceAuthorityIssuers,
} from './authority-requests.ts'
import { revokeMany } from './bulk-revocation.ts'
import { beat } from './heartbeat.ts'
import { pruneIdempotency } from './idempotency.ts'
import { addKeyLink, eraseExpiredLinks, takeKeyLink, useConfirmation } from './key-links.ts'
import { abandonIntent, recordCertificate, recordIntent } from './issuance.ts'
import { addListOctets } from './list-octets.ts'
import { beginList, publishList } from './list-publication.ts'
import {
  consumeOAuthArtifact,
  dropOAuthArtifact,
  keepOAuthArtifact,
  pruneOAuth,
} from './oauth-artifacts.ts'
import { createOAuthClient, deleteOAuthClient, replaceOAuthSecret } from './oauth-clients.ts'
import {
  createOAuthGrant,
  endOAuthGrant,
  extendOAuthGrant,
  touchOAuthGrants,
} from './oauth-grant-changes.ts'
import { releaseHold } from './release-hold.ts'
import { recordResponder } from './responders.ts'
import { revokeCertificate } from './revocation.ts'
import { putSecretIfAbsent, replaceAllSealed } from './secrets.ts'
import {
  addMember,
  changePlan,
  createSetupToken,
  createUser,
  createWorkspace,
} from './workspaces.ts'

/** Every write by its name: requests are plain data, and one registry serves both dialects. */
export const WRITES = {
  recordIntent,
  recordCertificate,
  abandonIntent,
  revokeCertificate,
  releaseHold,
  revokeMany,
  beginList,
  addListOctets,
  publishList,
  recordResponder,
  createAuthority,
  renewAuthority,
  revokeAuthority,
  createAuthorityRequest,
  completeAuthorityRequest,
  removeAuthorityRequest,
  replaceAuthorityIssuers,
  createApiKey,
  revokeApiKey,
  touchApiKeys,
  keepOAuthArtifact,
  consumeOAuthArtifact,
  dropOAuthArtifact,
  createOAuthClient,
  replaceOAuthSecret,
  deleteOAuthClient,
  createOAuthGrant,
  extendOAuthGrant,
  endOAuthGrant,
  touchOAuthGrants,
  pruneOAuth,
  createWorkspace,
  changePlan,
  createUser,
  addMember,
  createSetupToken,
  putSecretIfAbsent,
  replaceAllSealed,
  appendAudit,
  pruneIdempotency,
  addKeyLink,
  takeKeyLink,
  useConfirmation,
  eraseExpiredLinks,
  beat,
} as const

/** Those that hold the status feed: they wait for each other, and nothing else shall wait with them. */
export const WRITES_IN_ORDER: ReadonlySet<WriteName> = new Set([
  'revokeCertificate',
  'revokeAuthority',
  'releaseHold',
  'revokeMany',
  'beginList',
  'publishList',
])

export type WriteName = keyof typeof WRITES
export type WriteArgs<Name extends WriteName> = Parameters<(typeof WRITES)[Name]>[1]
export type WriteResult<Name extends WriteName> = Awaited<ReturnType<(typeof WRITES)[Name]>>
