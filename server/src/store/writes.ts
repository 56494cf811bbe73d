import { changeProfile, redeemSetup, rehashPassword, setOperator, setPassword } from './accounts.ts'
import { alertMailed, beginAlertMail, pruneNotices, raiseAlerts } from './alert-notices.ts'
import { changeAlertRule, createAlertRule, removeAlertRule } from './alert-rules.ts'
import { createApiKey, revokeApiKey, rotateApiKey, touchApiKeys } from './api-key-changes.ts'
import { appendAudit } from './audit-log.ts'
import { createAuthority, renewAuthority, revokeAuthority } from './authority-changes.ts'
import {
  completeAuthorityRequest,
  createAuthorityRequest,
  removeAuthorityRequest,
  replaceAuthorityIssuers,
} from './authority-requests.ts'
import { revokeMany } from './bulk-revocation.ts'
import { putCalendarFeed, removeCalendarFeed, touchCalendarFeed } from './calendar-feeds.ts'
import { keepCeremony, linkIdentity, takeCeremony, unlinkIdentity } from './ceremonies.ts'
import { beat } from './heartbeat.ts'
import { pruneIdempotency } from './idempotency.ts'
import { addKeyLink, eraseExpiredLinks, takeKeyLink, useConfirmation } from './key-links.ts'
import {
  acceptInvitation,
  createInvitation,
  invitationSent,
  renewInvitation,
  revokeInvitation,
} from './invitations.ts'
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
import { archiveWorkspace, changeRole, leaveWorkspace } from './members.ts'
import {
  advanceJob,
  cancelJob,
  claimJob,
  createJob,
  finishJobItem,
  forgetJobKeys,
  pauseJob,
  pruneJobs,
  resumeJob,
  retryJob,
} from './job-changes.ts'
import { addPasskey, removePasskey, renamePasskey, usePasskey } from './passkeys.ts'
import { releaseHold } from './release-hold.ts'
import { recordResponder } from './responders.ts'
import { revokeCertificate } from './revocation.ts'
import { removeView, saveView } from './saved-views.ts'
import {
  confirmOneTimeCode,
  offerOneTimeCode,
  removeOneTimeCode,
  replaceRecoveryCodes,
  useOneTimeCode,
  useRecoveryCode,
} from './second-factors.ts'
import { putSecretIfAbsent, replaceAllSealed } from './secrets.ts'
import {
  beginSession,
  endOtherSessions,
  endSession,
  proveSession,
  pruneSignIn,
  touchSession,
} from './sessions.ts'
import { deactivateUser, reactivateUser } from './users.ts'
import { changeWorkspace } from './workspace-settings.ts'
import {
  addMember,
  changePlan,
  createSetupToken,
  createUser,
  createWorkspace,
} from './workspaces.ts'
import { claimDeliveries, pruneDeliveries, settleDelivery } from './webhook-deliveries.ts'
import { enqueueDeliveries, fanOut, skipToEnd } from './webhook-outbox.ts'
import { changeWebhook, createWebhook, removeWebhook, rotateWebhookSecret } from './webhooks.ts'

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
  rotateApiKey,
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
  changeWorkspace,
  archiveWorkspace,
  changeRole,
  leaveWorkspace,
  deactivateUser,
  reactivateUser,
  createInvitation,
  renewInvitation,
  invitationSent,
  revokeInvitation,
  acceptInvitation,
  putSecretIfAbsent,
  replaceAllSealed,
  appendAudit,
  createWebhook,
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  fanOut,
  skipToEnd,
  enqueueDeliveries,
  claimDeliveries,
  settleDelivery,
  pruneDeliveries,
  createAlertRule,
  changeAlertRule,
  removeAlertRule,
  raiseAlerts,
  beginAlertMail,
  alertMailed,
  pruneNotices,
  putCalendarFeed,
  removeCalendarFeed,
  touchCalendarFeed,
  createJob,
  claimJob,
  advanceJob,
  finishJobItem,
  pauseJob,
  resumeJob,
  cancelJob,
  retryJob,
  forgetJobKeys,
  pruneJobs,
  saveView,
  removeView,
  pruneIdempotency,
  addKeyLink,
  takeKeyLink,
  useConfirmation,
  eraseExpiredLinks,
  changeProfile,
  setOperator,
  redeemSetup,
  setPassword,
  rehashPassword,
  beginSession,
  touchSession,
  proveSession,
  endSession,
  endOtherSessions,
  addPasskey,
  renamePasskey,
  removePasskey,
  usePasskey,
  offerOneTimeCode,
  confirmOneTimeCode,
  useOneTimeCode,
  removeOneTimeCode,
  replaceRecoveryCodes,
  useRecoveryCode,
  linkIdentity,
  unlinkIdentity,
  keepCeremony,
  takeCeremony,
  pruneSignIn,
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
