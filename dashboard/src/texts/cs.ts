import { access } from './cs/access.ts'
import { account } from './cs/account.ts'
import { apiAccess } from './cs/api-access.ts'
import { auditLog } from './cs/audit-log.ts'
import { authorities } from './cs/authorities.ts'
import { certificates } from './cs/certificates.ts'
import { consent } from './cs/consent.ts'
import { expiry } from './cs/expiry.ts'
import { instance } from './cs/instance.ts'
import { jobs } from './cs/jobs.ts'
import { keyLink } from './cs/key-link.ts'
import { kit } from './cs/kit.ts'
import { mcp } from './cs/mcp.ts'
import { members } from './cs/members.ts'
import { newAuthority } from './cs/new-authority.ts'
import { oauthClients } from './cs/oauth-clients.ts'
import { overview } from './cs/overview.ts'
import { palette } from './cs/palette.ts'
import { stepUp } from './cs/step-up.ts'
import { settings } from './cs/settings.ts'
import { shell } from './cs/shell.ts'
import { webhooks } from './cs/webhooks.ts'
import { workspaces } from './cs/workspaces.ts'
import type { Texts } from './language.ts'

export const texts: Texts = {
  access,
  account,
  apiAccess,
  auditLog,
  authorities,
  certificates,
  consent,
  expiry,
  instance,
  jobs,
  keyLink,
  kit,
  mcp,
  members,
  newAuthority,
  oauthClients,
  overview,
  palette,
  stepUp,
  settings,
  shell,
  webhooks,
  workspaces,
}
