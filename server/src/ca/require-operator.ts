import { isCredential } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { Act } from './certification-authority.ts'

/** For the operator of the machine (and the first start), never with a credential. */
export function requireOperator(act: Act): void {
  if (!isCredential(act.principal)) return
  throw new Problem(
    'forbidden',
    'a credential cannot change certificate authorities so; ask the operator',
  )
}
