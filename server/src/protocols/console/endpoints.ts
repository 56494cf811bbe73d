import type { ConsoleEndpoint } from './endpoint.ts'

/**
 * Every operation of the console: what is served, what its OpenAPI document describes, and what the test of sealed
 * workspaces tries with foreign credentials.
 */
export const CONSOLE_ENDPOINTS: readonly ConsoleEndpoint[] = []
