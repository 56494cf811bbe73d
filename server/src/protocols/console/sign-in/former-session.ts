import { Problem } from '../../../pki/problem.ts'
import { sessionToken } from '../cookie.ts'
import type { Visitor } from '../../../access/sessions.ts'
import type { Exchange } from '../../../http/exchange.ts'
import type { ConsoleServices } from '../dependencies.ts'

/** Somebody for whom a session has just begun. */
export interface Arrival {
  readonly exchange: Exchange
  readonly visitor: Visitor
}

/** The browser forgets the one that it had, whosever it was: whoever copied its cookie shall not keep it. */
export async function endFormerSession(
  { sessions, signIn }: Pick<ConsoleServices, 'sessions' | 'signIn'>,
  { exchange, visitor }: Arrival,
): Promise<void> {
  try {
    const { principal } = await sessions.authenticate(sessionToken(exchange), visitor)
    await signIn.signOut({ principal, requestId: exchange.requestId })
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'unauthenticated') return
    throw thrown
  }
}
