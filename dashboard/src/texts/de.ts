import { access } from './de/access.ts'
import { account } from './de/account.ts'
import { apiAccess } from './de/api-access.ts'
import { auditLog } from './de/audit-log.ts'
import { authorities } from './de/authorities.ts'
import { certificates } from './de/certificates.ts'
import { consent } from './de/consent.ts'
import { expiry } from './de/expiry.ts'
import { install } from './de/install.ts'
import { instance } from './de/instance.ts'
import { invitation } from './de/invitation.ts'
import { jobs } from './de/jobs.ts'
import { keyLink } from './de/key-link.ts'
import { mcp } from './de/mcp.ts'
import { members } from './de/members.ts'
import { newAuthority } from './de/new-authority.ts'
import { oauthClients } from './de/oauth-clients.ts'
import { overview } from './de/overview.ts'
import { palette } from './de/palette.ts'
import { settings } from './de/settings.ts'
import { webhooks } from './de/webhooks.ts'
import { workspaces } from './de/workspaces.ts'
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
