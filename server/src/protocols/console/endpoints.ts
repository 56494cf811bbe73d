import { AUTHORITY_ENDPOINTS } from './authorities/endpoints.ts'
import { OVERVIEW_ENDPOINTS } from './overview.ts'
import { ASSISTANT_ENDPOINTS } from './assistants.ts'
import { KEY_LINK_ENDPOINTS } from './key-links.ts'
import type { ConsoleEndpoint } from './endpoint.ts'

/**
 * Every operation of the console: what is served, what its OpenAPI document describes, and what the test of sealed
 * workspaces tries with foreign credentials.
 */
export const CONSOLE_ENDPOINTS: readonly ConsoleEndpoint[] = [
  ...AUTHORITY_ENDPOINTS,
  ...KEY_LINK_ENDPOINTS,
  ...ASSISTANT_ENDPOINTS,
  ...OVERVIEW_ENDPOINTS,
]
