import { useRouter, useSearch } from '@tanstack/react-router'
import { ownPath } from '../../own-path.ts'
import { takeSession } from './take-session.ts'

/** What to do when a session has begun: go where one wanted to be. */
export function useEnter(): () => Promise<void> {
  const router = useRouter()
  const { next }: { readonly next?: unknown } = useSearch({ strict: false })
  return async () => {
    await takeSession()
    router.history.replace(ownPath(next))
    await router.invalidate()
  }
}
