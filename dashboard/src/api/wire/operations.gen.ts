// Generated from api/console-openapi.json by `npm run generate`; do not edit.

import { SIGN_IN_ROUTES, type SignInOperations } from './sign-in.gen.ts'
import { ACCOUNT_ROUTES, type AccountOperations } from './account.gen.ts'
import { WORKSPACES_ROUTES, type WorkspacesOperations } from './workspaces.gen.ts'
import { MEMBERS_ROUTES, type MembersOperations } from './members.gen.ts'
import { INVITATIONS_ROUTES, type InvitationsOperations } from './invitations.gen.ts'
import { API_KEYS_ROUTES, type APIKeysOperations } from './api-keys.gen.ts'
import { AUDIT_LOG_ROUTES, type AuditLogOperations } from './audit-log.gen.ts'
import { INSTANCE_ROUTES, type InstanceOperations } from './instance.gen.ts'
import { USERS_ROUTES, type UsersOperations } from './users.gen.ts'
import { OAUTH_ROUTES, type OAuthOperations } from './oauth.gen.ts'
import { CERTIFICATE_AUTHORITIES_ROUTES, type CertificateAuthoritiesOperations } from './certificate-authorities.gen.ts'
import { CA_REQUESTS_ROUTES, type CARequestsOperations } from './ca-requests.gen.ts'
import { KEY_LINKS_ROUTES, type KeyLinksOperations } from './key-links.gen.ts'
import { CERTIFICATES_ROUTES, type CertificatesOperations } from './certificates.gen.ts'
import { JOBS_ROUTES, type JobsOperations } from './jobs.gen.ts'
import { SAVED_VIEWS_ROUTES, type SavedViewsOperations } from './saved-views.gen.ts'
import { ASSISTANTS_ROUTES, type AssistantsOperations } from './assistants.gen.ts'
import { OVERVIEW_ROUTES, type OverviewOperations } from './overview.gen.ts'
import { EXPIRY_ROUTES, type ExpiryOperations } from './expiry.gen.ts'
import { WEBHOOKS_ROUTES, type WebhooksOperations } from './webhooks.gen.ts'
import { ALERTS_ROUTES, type AlertsOperations } from './alerts.gen.ts'

export interface ConsoleOperations
  extends
    SignInOperations,
    AccountOperations,
    WorkspacesOperations,
    MembersOperations,
    InvitationsOperations,
    APIKeysOperations,
    AuditLogOperations,
    InstanceOperations,
    UsersOperations,
    OAuthOperations,
    CertificateAuthoritiesOperations,
    CARequestsOperations,
    KeyLinksOperations,
    CertificatesOperations,
    JobsOperations,
    SavedViewsOperations,
    AssistantsOperations,
    OverviewOperations,
    ExpiryOperations,
    WebhooksOperations,
    AlertsOperations {}

export const CONSOLE_ROUTES: Readonly<
  Record<keyof ConsoleOperations, readonly [method: string, route: string]>
> = {
  ...SIGN_IN_ROUTES,
  ...ACCOUNT_ROUTES,
  ...WORKSPACES_ROUTES,
  ...MEMBERS_ROUTES,
  ...INVITATIONS_ROUTES,
  ...API_KEYS_ROUTES,
  ...AUDIT_LOG_ROUTES,
  ...INSTANCE_ROUTES,
  ...USERS_ROUTES,
  ...OAUTH_ROUTES,
  ...CERTIFICATE_AUTHORITIES_ROUTES,
  ...CA_REQUESTS_ROUTES,
  ...KEY_LINKS_ROUTES,
  ...CERTIFICATES_ROUTES,
  ...JOBS_ROUTES,
  ...SAVED_VIEWS_ROUTES,
  ...ASSISTANTS_ROUTES,
  ...OVERVIEW_ROUTES,
  ...EXPIRY_ROUTES,
  ...WEBHOOKS_ROUTES,
  ...ALERTS_ROUTES,
}
