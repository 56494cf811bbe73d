import { ACCOUNT_ENDPOINTS } from './account.ts'
import { FACTOR_ENDPOINTS } from './factors.ts'
import { PROOF_ENDPOINTS } from './proof.ts'
import { SESSION_ENDPOINTS } from './session.ts'
import { SETUP_ENDPOINTS } from './setup.ts'
import { PASSKEY_SIGN_IN_ENDPOINTS } from './with-passkey.ts'
import { PROVIDER_ENDPOINTS } from './with-provider.ts'
import { PASSWORD_ENDPOINTS } from './with-password.ts'
import type { ConsoleEndpoint } from '../endpoint.ts'

/** How people come in and go out, and what they look after for that. */
export const SIGN_IN_ENDPOINTS: readonly ConsoleEndpoint[] = [
  ...SETUP_ENDPOINTS,
  ...PASSWORD_ENDPOINTS,
  ...PASSKEY_SIGN_IN_ENDPOINTS,
  ...PROVIDER_ENDPOINTS,
  ...SESSION_ENDPOINTS,
  ...PROOF_ENDPOINTS,
  ...ACCOUNT_ENDPOINTS,
  ...FACTOR_ENDPOINTS,
]
