import {
  changeProfile,
  redeemSetup,
  rehashPassword,
  setOperator,
  setPassword,
} from './sign-in/accounts.ts'
import {
  alertMailed,
  beginAlertMail,
  pruneNotices,
  raiseAlerts,
} from './notifications/alert-notices.ts'
import { changeAlertRule, createAlertRule, removeAlertRule } from './notifications/alert-rules.ts'
import {
  createApiKey,
  revokeApiKey,
  rotateApiKey,
  touchApiKeys,
} from './programs/api-key-changes.ts'
import { appendAudit } from './audit/audit-log.ts'
import {
  createAuthority,
  renewAuthority,
  revokeAuthority,
} from './authorities/authority-changes.ts'
import {
  completeAuthorityRequest,
  createAuthorityRequest,
  removeAuthorityRequest,
  replaceAuthorityIssuers,
} from './authorities/authority-requests.ts'
import { revokeMany } from './revocation/bulk-revocation.ts'
import {
  putCalendarFeed,
  removeCalendarFeed,
  touchCalendarFeed,
} from './notifications/calendar-feeds.ts'
import { keepCeremony, linkIdentity, takeCeremony, unlinkIdentity } from './sign-in/ceremonies.ts'
import { beat } from './heartbeat.ts'
import { pruneIdempotency } from './certificates/idempotency.ts'
import {
  addKeyLink,
  eraseExpiredLinks,
  takeKeyLink,
  useConfirmation,
} from './programs/key-links.ts'
import {
  acceptInvitation,
  createInvitation,
  invitationSent,
  renewInvitation,
  revokeInvitation,
} from './workspaces/invitations.ts'
import { abandonIntent, recordCertificate, recordIntent } from './certificates/issuance.ts'
import { addListOctets } from './revocation/list-octets.ts'
import { beginList, publishList } from './revocation/list-publication.ts'
import {
  consumeOAuthArtifact,
  dropOAuthArtifact,
  keepOAuthArtifact,
  pruneOAuth,
} from './programs/oauth-artifacts.ts'
import {
  createOAuthClient,
  deleteOAuthClient,
  replaceOAuthSecret,
} from './programs/oauth-clients.ts'
import {
  createOAuthGrant,
  endOAuthGrant,
  extendOAuthGrant,
  touchOAuthGrants,
} from './programs/oauth-grant-changes.ts'
import { archiveWorkspace, changeRole, leaveWorkspace } from './workspaces/members.ts'
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
} from './jobs/job-changes.ts'
import { addPasskey, removePasskey, renamePasskey, usePasskey } from './sign-in/passkeys.ts'
import { releaseHold } from './revocation/release-hold.ts'
import { recordResponder } from './revocation/responders.ts'
import { revokeCertificate } from './revocation/revocation.ts'
import { removeView, saveView } from './certificates/saved-views.ts'
import {
  confirmOneTimeCode,
  offerOneTimeCode,
  removeOneTimeCode,
  replaceRecoveryCodes,
  useOneTimeCode,
  useRecoveryCode,
} from './sign-in/second-factors.ts'
import { putSecretIfAbsent, replaceAllSealed } from './secrets.ts'
import {
  beginSession,
  endOtherSessions,
  endSession,
  proveSession,
  pruneSignIn,
  touchSession,
} from './sign-in/sessions.ts'
import { deactivateUser, reactivateUser } from './workspaces/users.ts'
import { changeWorkspace } from './workspaces/workspace-settings.ts'
import {
  addMember,
  changePlan,
  createSetupToken,
  createUser,
  createWorkspace,
} from './workspaces/workspaces.ts'
import {
  claimDeliveries,
  pruneDeliveries,
  settleDelivery,
} from './notifications/webhook-deliveries.ts'
import { enqueueDeliveries, fanOut, skipToEnd } from './notifications/webhook-outbox.ts'
import {
  changeWebhook,
  createWebhook,
  removeWebhook,
  rotateWebhookSecret,
} from './notifications/webhooks.ts'

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
