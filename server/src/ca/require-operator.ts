import { Problem } from '../pki/problem.ts'
import type { Act } from './certification-authority.ts'

/** CAs are made, renewed and revoked by the operator (and by the first start), never with an API key. */
export function requireOperator(act: Act): void {
  if (act.principal.kind === 'apiKey') {
    throw new Problem(
      'forbidden',
      'an API key cannot change certificate authorities; ask the operator',
    )
  }
}
