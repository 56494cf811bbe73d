import { access } from './cs/access.ts'
import { account } from './cs/account.ts'
import { apiAccess } from './cs/api-access.ts'
import { auditLog } from './cs/audit-log.ts'
import { authorities } from './cs/authorities.ts'
import { certificates } from './cs/certificates.ts'
import { consent } from './cs/consent.ts'
import { expiry } from './cs/expiry.ts'
import { install } from './cs/install.ts'
import { instance } from './cs/instance.ts'
import { invitation } from './cs/invitation.ts'
import { jobs } from './cs/jobs.ts'
import { keyLink } from './cs/key-link.ts'
import { mcp } from './cs/mcp.ts'
import { members } from './cs/members.ts'
import { newAuthority } from './cs/new-authority.ts'
import { oauthClients } from './cs/oauth-clients.ts'
import { overview } from './cs/overview.ts'
import { palette } from './cs/palette.ts'
import { settings } from './cs/settings.ts'
import { webhooks } from './cs/webhooks.ts'
import { workspaces } from './cs/workspaces.ts'
import type { PageTexts } from './texts.ts'

export const texts: PageTexts = {
  access,
  account,
  apiAccess,
  auditLog,
  authorities,
  certificates,
  consent,
  expiry,
  install,
  instance,
  invitation,
  jobs,
  keyLink,
  mcp,
  members,
  newAuthority,
  oauthClients,
  overview,
  palette,
  settings,
  webhooks,
  workspaces,
}
