import { findAccount, findSetup, getAccount, invitedTo } from './accounts.ts'
import { alertsWaitForMail, recentNotices, standings } from './alert-notices.ts'
import { alertWatermarks, getAlertRule, listAlertRules } from './alert-rules.ts'
import { findApiKeyByHash, getApiKey, listApiKeys } from './api-keys.ts'
import { auditChains, auditRows, recentAudit } from './audit-log.ts'
import { nameActors, searchAudit } from './audit-search.ts'
import {
  allSealedKeys,
  getAuthority,
  getAuthorityPath,
  getSealedKey,
  listAuthorities,
} from './authorities.ts'
import { issuersOf } from './authority-inheritance.ts'
import {
  getAuthorityRequest,
  getSealedRequestKey,
  listAuthorityRequests,
  listSizes,
} from './authority-requests.ts'
import { isKeyBlocked } from './blocked-keys.ts'
import { calendarFeedOf, findCalendarFeed } from './calendar-feeds.ts'
import { findCeremony, findIdentity, listIdentities } from './ceremonies.ts'
import { countCertificates, pageCertificates } from './certificate-pages.ts'
import { findStatus } from './certificate-status.ts'
import { getCertificate } from './certificates.ts'
import { approachingCertificates, expiryDays, listExpiring } from './expiry.ts'
import { findInvitation, getInvitation, openInvitations } from './invitations.ts'
import { findEarlierRequest } from './idempotency.ts'
import { findOAuthArtifact, findOAuthArtifactByUserCode } from './oauth-artifacts.ts'
import { countRegisteredOAuthClients, getOAuthClient, listOAuthClients } from './oauth-clients.ts'
import { findOAuthAccess, getOAuthGrant, listOAuthGrants } from './oauth-grants.ts'
import { endingByWeek, issuedByDay } from './overview.ts'
import { findKeyLink } from './key-links.ts'
import { listPeople, workspacesOfUser } from './members.ts'
import { claimableJobs, getJob, listJobItems, listJobs } from './jobs.ts'
import { findPasskey, listPasskeys } from './passkeys.ts'
import { allResponderKeys, currentResponder } from './responders.ts'
import { lapsedSerialNumbers, revocationChanges } from './revocation-changes.ts'
import { listBase } from './list-octets.ts'
import { dueShards, listShards, publishedList } from './revocation-lists.ts'
import { listSavedViews } from './saved-views.ts'
import { allSecrets, getSecret } from './secrets.ts'
import { enterWorkspace, findSession, listSessions } from './sessions.ts'
import { areDeliveriesDue, getDelivery, listDeliveries } from './webhook-deliveries.ts'
import { untoldEvents } from './webhook-outbox.ts'
import { enabledWebhooks, getWebhook, listWebhooks } from './webhooks.ts'
import { listUsers } from './users.ts'
import { countedWorkspaces, workspaceStanding } from './workspace-settings.ts'
import {
  findUser,
  findWorkspaceBySlug,
  getWorkspace,
  listMembers,
  listWorkspaces,
} from './workspaces.ts'

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
