import { AUTHORITY_ENDPOINTS } from './authorities/endpoints.ts'
import { OVERVIEW_ENDPOINTS } from './overview.ts'
import { ASSISTANT_ENDPOINTS } from './assistants.ts'
import { CERTIFICATE_ENDPOINTS } from './certificates/endpoints.ts'
import { KEY_LINK_ENDPOINTS } from './key-links.ts'
import { CONSENT_ENDPOINTS } from './oauth/consent.ts'
import { PROGRAM_ENDPOINTS } from './oauth/programs.ts'
import type { ConsoleEndpoint } from './endpoint.ts'

/**
 * Every operation of the console: what is served, what its OpenAPI document describes, and what the test of sealed
 * workspaces tries with foreign credentials.
 */
export const CONSOLE_ENDPOINTS: readonly ConsoleEndpoint[] = [
  ...CONSENT_ENDPOINTS,
  ...PROGRAM_ENDPOINTS,
  ...AUTHORITY_ENDPOINTS,
  ...KEY_LINK_ENDPOINTS,
  ...CERTIFICATE_ENDPOINTS,
  ...ASSISTANT_ENDPOINTS,
  ...OVERVIEW_ENDPOINTS,
]
