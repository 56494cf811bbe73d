import { SESSION_ENDPOINTS } from './session.ts'
import { SETUP_ENDPOINTS } from './setup.ts'
import { PASSWORD_ENDPOINTS } from './with-password.ts'
import type { ConsoleEndpoint } from '../endpoint.ts'

/** How people come in and go out. */
export const SIGN_IN_ENDPOINTS: readonly ConsoleEndpoint[] = [
  ...SETUP_ENDPOINTS,
  ...PASSWORD_ENDPOINTS,
  ...SESSION_ENDPOINTS,
]
