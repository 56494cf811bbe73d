import { findAccount, findSetup, getAccount, invitedTo } from './sign-in/accounts.ts'
import { alertsWaitForMail, recentNotices, standings } from './notifications/alert-notices.ts'
import { alertWatermarks, getAlertRule, listAlertRules } from './notifications/alert-rules.ts'
import { findApiKeyByHash, getApiKey, listApiKeys } from './programs/api-keys.ts'
import { auditChains, auditRows, recentAudit } from './audit/audit-log.ts'
import { nameActors, searchAudit } from './audit/audit-search.ts'
import {
  allSealedKeys,
  getAuthority,
  getAuthorityPath,
  getSealedKey,
  listAuthorities,
} from './authorities/authorities.ts'
import { issuersOf } from './authorities/authority-inheritance.ts'
import {
  getAuthorityRequest,
  getSealedRequestKey,
  listAuthorityRequests,
  listSizes,
} from './authorities/authority-requests.ts'
import { isKeyBlocked } from './certificates/blocked-keys.ts'
import { calendarFeedOf, findCalendarFeed } from './notifications/calendar-feeds.ts'
import { findCeremony, findIdentity, listIdentities } from './sign-in/ceremonies.ts'
import { countCertificates, pageCertificates } from './certificates/certificate-pages.ts'
import { findStatus } from './revocation/certificate-status.ts'
import { getCertificate } from './certificates/certificates.ts'
import { approachingCertificates, expiryDays, listExpiring } from './certificates/expiry.ts'
import { findInvitation, getInvitation, openInvitations } from './workspaces/invitations.ts'
import { findEarlierRequest } from './certificates/idempotency.ts'
import { findOAuthArtifact, findOAuthArtifactByUserCode } from './programs/oauth-artifacts.ts'
import {
  countRegisteredOAuthClients,
  getOAuthClient,
  listOAuthClients,
} from './programs/oauth-clients.ts'
import { findOAuthAccess, getOAuthGrant, listOAuthGrants } from './programs/oauth-grants.ts'
import { endingByWeek, issuedByDay } from './certificates/overview.ts'
import { findKeyLink } from './programs/key-links.ts'
import { listPeople, workspacesOfUser } from './workspaces/members.ts'
import { claimableJobs, getJob, listJobItems, listJobs } from './jobs/jobs.ts'
import { findPasskey, listPasskeys } from './sign-in/passkeys.ts'
import { allResponderKeys, currentResponder } from './revocation/responders.ts'
import { lapsedSerialNumbers, revocationChanges } from './revocation/revocation-changes.ts'
import { listBase } from './revocation/list-octets.ts'
import { dueShards, listShards, publishedList } from './revocation/revocation-lists.ts'
import { listSavedViews } from './certificates/saved-views.ts'
import { allSecrets, getSecret } from './secrets.ts'
import { enterWorkspace, findSession, listSessions } from './sign-in/sessions.ts'
import {
  areDeliveriesDue,
  getDelivery,
  listDeliveries,
} from './notifications/webhook-deliveries.ts'
import { untoldEvents } from './notifications/webhook-outbox.ts'
import { enabledWebhooks, getWebhook, listWebhooks } from './notifications/webhooks.ts'
import { listUsers } from './workspaces/users.ts'
import { countedWorkspaces, workspaceStanding } from './workspaces/workspace-settings.ts'
import {
  findUser,
  findWorkspaceBySlug,
  getWorkspace,
  listMembers,
  listWorkspaces,
} from './workspaces/workspaces.ts'

/** Reads of a few rows by kept statements: microseconds, on the thread that asks. */
export const POINT_READS = {
  getAuthority,
  getAuthorityPath,
  getSealedKey,
  allSealedKeys,
  getAuthorityRequest,
  getSealedRequestKey,
  listAuthorityRequests,
  issuersOf,
  getCertificate,
  findStatus,
  listShards,
  listBase,
  currentResponder,
  allResponderKeys,
  isKeyBlocked,
  findEarlierRequest,
  getJob,
  claimableJobs,
  listSavedViews,
  findApiKeyByHash,
  getApiKey,
  findOAuthArtifact,
  findOAuthArtifactByUserCode,
  findOAuthAccess,
  getOAuthClient,
  listOAuthClients,
  getOAuthGrant,
  getWorkspace,
  findWorkspaceBySlug,
  listWorkspaces,
  findUser,
  listMembers,
  workspaceStanding,
  workspacesOfUser,
  getInvitation,
  findInvitation,
  getSecret,
  allSecrets,
  getWebhook,
  listWebhooks,
  enabledWebhooks,
  untoldEvents,
  areDeliveriesDue,
  getDelivery,
  getAlertRule,
  listAlertRules,
  alertWatermarks,
  alertsWaitForMail,
  findCalendarFeed,
  calendarFeedOf,
  findKeyLink,
  getAccount,
  findAccount,
  findSetup,
  invitedTo,
  findSession,
  listSessions,
  enterWorkspace,
  listPasskeys,
  findPasskey,
  findCeremony,
  findIdentity,
  listIdentities,
} as const

/** Reads that may take milliseconds: never on the thread that answers requests. */
export const SCANS = {
  endingByWeek,
  issuedByDay,
  listJobs,
  listJobItems,
  listDeliveries,
  recentNotices,
  standings,
  approachingCertificates,
  expiryDays,
  listExpiring,
  countRegisteredOAuthClients,
  listOAuthGrants,
  listAuthorities,
  pageCertificates,
  countCertificates,
  publishedList,
  dueShards,
  listSizes,
  revocationChanges,
  lapsedSerialNumbers,
  listApiKeys,
  listPeople,
  listUsers,
  openInvitations,
  countedWorkspaces,
  searchAudit,
  nameActors,
  auditChains,
  auditRows,
  recentAudit,
} as const

export type PointReadName = keyof typeof POINT_READS
export type PointReadArgs<Name extends PointReadName> = Parameters<(typeof POINT_READS)[Name]>[1]
export type PointReadResult<Name extends PointReadName> = Awaited<
  ReturnType<(typeof POINT_READS)[Name]>
>

export type ScanName = keyof typeof SCANS
export type ScanArgs<Name extends ScanName> = Parameters<(typeof SCANS)[Name]>[1]
export type ScanResult<Name extends ScanName> = Awaited<ReturnType<(typeof SCANS)[Name]>>
