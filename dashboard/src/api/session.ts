import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'
import { call } from './call.ts'
import { rememberCsrfToken } from './csrf.ts'
import type { Output } from './call.ts'

/** Who is signed in, and where they may go. */
export type Session = Output<'getSession'>

/** A workspace as the switcher shows it. */
export type SessionWorkspace = Session['workspaces'][number]

/** `null`: nobody is signed in. */
export const sessionOptions = queryOptions({
  queryKey: ['session'] as const,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await call('getSession', {}, { signal, staysHere: true })
      rememberCsrfToken(session.csrfToken)
      return session
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

let last: Session | null = null

/**
 * Whoever is signed in; only below routes that demand somebody. While a session that has ended is on its way to the sign-in
 * page, whoever it was.
 * @throws Error elsewhere
 */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionOptions)
  last = data ?? last
  if (last === null) throw new Error('nobody is signed in')
  return last
}
