import { useRouteContext } from '@tanstack/react-router'
import type { SessionWorkspace } from './api/session.ts'

/**
 * The workspace that the page belongs to: `id` for calls, `slug` for links, `role` and `plan` for what one may do.
 * @throws Error outside of `/w/…`
 */
export function useWorkspace(): SessionWorkspace {
  const workspace = useMaybeWorkspace()
  if (workspace === undefined) throw new Error('this page belongs to no workspace')
  return workspace
}

/** For the frame, which is also around pages of no workspace. */
export function useMaybeWorkspace(): SessionWorkspace | undefined {
  return useRouteContext({
    strict: false,
    select: (context) => (context as { workspace?: SessionWorkspace }).workspace,
  })
}
