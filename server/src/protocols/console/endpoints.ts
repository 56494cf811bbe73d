import { AUTHORITY_ENDPOINTS } from './authorities/endpoints.ts'
import { OVERVIEW_ENDPOINTS } from './overview.ts'
import { ASSISTANT_ENDPOINTS } from './assistants.ts'
import { CERTIFICATE_ENDPOINTS } from './certificates/endpoints.ts'
import { JOB_ENDPOINTS } from './jobs/endpoints.ts'
import { VIEW_ENDPOINTS } from './views.ts'
import { KEY_LINK_ENDPOINTS } from './key-links.ts'
import { CONSENT_ENDPOINTS } from './oauth/consent.ts'
import { PROGRAM_ENDPOINTS } from './oauth/programs.ts'
import { ALERT_ENDPOINTS } from './alerts.ts'
import { CALENDAR_ENDPOINTS } from './calendar.ts'
import { EXPIRY_ENDPOINTS } from './expiry.ts'
import { SIGN_IN_ENDPOINTS } from './sign-in/endpoints.ts'
import { WEBHOOK_ENDPOINTS } from './webhooks.ts'
import { API_KEY_ENDPOINTS } from './api-keys.ts'
import { AUDIT_ENDPOINTS } from './audit-log.ts'
import { INSTANCE_ENDPOINTS } from './instance.ts'
import { INVITATION_ENDPOINTS } from './invitations.ts'
import { MEMBER_ENDPOINTS } from './members.ts'
import { USER_ENDPOINTS } from './users.ts'
import { WORKSPACE_ENDPOINTS } from './workspaces.ts'
import type { ConsoleEndpoint } from './endpoint.ts'

/**
 * Every operation of the console: what is served, what its OpenAPI document describes, and what the test of sealed
 * workspaces tries with foreign credentials.
 */
export const CONSOLE_ENDPOINTS: readonly ConsoleEndpoint[] = [
  ...SIGN_IN_ENDPOINTS,
  ...WORKSPACE_ENDPOINTS,
  ...MEMBER_ENDPOINTS,
  ...INVITATION_ENDPOINTS,
  ...API_KEY_ENDPOINTS,
  ...AUDIT_ENDPOINTS,
  ...INSTANCE_ENDPOINTS,
  ...USER_ENDPOINTS,
  ...CONSENT_ENDPOINTS,
  ...PROGRAM_ENDPOINTS,
  ...AUTHORITY_ENDPOINTS,
  ...KEY_LINK_ENDPOINTS,
  ...CERTIFICATE_ENDPOINTS,
  ...JOB_ENDPOINTS,
  ...VIEW_ENDPOINTS,
  ...ASSISTANT_ENDPOINTS,
  ...OVERVIEW_ENDPOINTS,
  ...EXPIRY_ENDPOINTS,
  ...CALENDAR_ENDPOINTS,
  ...WEBHOOK_ENDPOINTS,
  ...ALERT_ENDPOINTS,
]
