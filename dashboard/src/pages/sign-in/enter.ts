import { useRouter, useSearch } from '@tanstack/react-router'
import { forgetCsrfToken } from '../../api/csrf.ts'
import { queryClient } from '../../api/query-client.ts'
import { ownPath } from '../../own-path.ts'

/** What to do when a session has begun: forget who was here before, and go where one wanted to be. */
export function useEnter(): () => Promise<void> {
  const router = useRouter()
  const { next }: { readonly next?: unknown } = useSearch({ strict: false })
  return async () => {
    forgetCsrfToken()
    queryClient.clear()
    router.history.replace(ownPath(next))
    await router.invalidate()
  }
}
