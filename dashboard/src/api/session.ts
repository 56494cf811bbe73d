import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'
import { rememberCsrfToken } from './csrf.ts'

/** A workspace as the switcher shows it. */
export interface SessionWorkspace {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly role: 'owner' | 'admin' | 'member'
  readonly plan: 'free' | 'pro'
}

/** Who is signed in, and where they may go. */
export interface Session {
  readonly user: {
    readonly id: string
    readonly email: string
    readonly name: string
    readonly isOperator: boolean
  }
  readonly workspaces: readonly SessionWorkspace[]
}

/** `null`: nobody is signed in. */
export const sessionOptions = queryOptions({
  queryKey: ['session'] as const,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    const response = await fetch('/console/v1/session', {
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
    })
    if (response.status === 401 || response.status === 404) return null
    const body: unknown = await response.json()
    if (!response.ok) {
      throw new ApiError((body as { error?: string }).error ?? response.statusText, {
        status: response.status,
        code: response.headers.get('certman-error-code') ?? '',
        field: undefined,
        requestId: response.headers.get('x-request-id') ?? undefined,
        retryAfterSeconds: undefined,
      })
    }
    const session = body as Session & { readonly csrfToken: string }
    rememberCsrfToken(session.csrfToken)
    return session
  },
})

/**
 * Whoever is signed in; only below routes that demand somebody.
 * @throws Error elsewhere
 */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionOptions)
  if (data === null) throw new Error('nobody is signed in')
  return data
}
