import { Problem } from '../../pki/problem.ts'

/**
 * Before anything is parsed or passed on: what follows may be cut off, and must not be told of.
 * @throws Problem `invalidRequest`, which does not repeat it
 */
export function requireNoPrivateKey(text: string, field: string): void {
  if (!/-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/i.test(text)) return
  throw new Problem(
    'invalidRequest',
    'this holds a private key, which has no place in a conversation: treat it as disclosed, replace it, and paste only certificates',
    { field },
  )
}
