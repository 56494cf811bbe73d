import { access } from './en/access.ts'
import { account } from './en/account.ts'
import { apiAccess } from './en/api-access.ts'
import { auditLog } from './en/audit-log.ts'
import { authorities } from './en/authorities.ts'
import { certificates } from './en/certificates.ts'
import { consent } from './en/consent.ts'
import { expiry } from './en/expiry.ts'
import { install } from './en/install.ts'
import { instance } from './en/instance.ts'
import { invitation } from './en/invitation.ts'
import { jobs } from './en/jobs.ts'
import { keyLink } from './en/key-link.ts'
import { mcp } from './en/mcp.ts'
import { members } from './en/members.ts'
import { newAuthority } from './en/new-authority.ts'
import { oauthClients } from './en/oauth-clients.ts'
import { overview } from './en/overview.ts'
import { palette } from './en/palette.ts'
import { settings } from './en/settings.ts'
import { webhooks } from './en/webhooks.ts'
import { workspaces } from './en/workspaces.ts'
import type { frameTexts } from './en-frame.ts'

/** The texts of pages, by area; the other languages have the same names. Those of the frame are in en-frame.ts. */
export const texts = {
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

export type English = typeof texts & typeof frameTexts
