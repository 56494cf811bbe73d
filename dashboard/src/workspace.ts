import { useLocation } from '@tanstack/react-router'
import { useSession } from './api/session.ts'
import type { SessionWorkspace } from './api/session.ts'

const LAST = 'certman.workspace'

/** The next visit begins where the last one was. */
export function rememberWorkspace(slug: string): void {
  localStorage.setItem(LAST, slug)
}

export function lastWorkspace(
  workspaces: readonly SessionWorkspace[],
): SessionWorkspace | undefined {
  const last = localStorage.getItem(LAST)
  return workspaces.find(({ slug }) => slug === last) ?? workspaces[0]
}

/**
 * The workspace that the page belongs to: `id` for calls, `slug` for links, `role` and `plan` for what one may do.
 * @throws Error outside of `/w/…`
 */
export function useWorkspace(): SessionWorkspace {
  const workspace = useMaybeWorkspace()
  if (workspace === undefined) throw new Error('this page belongs to no workspace')
  return workspace
}

/** For what is also on pages of no workspace: the frame stands above the routes that know it, so the address tells. */
export function useMaybeWorkspace(): SessionWorkspace | undefined {
  const slug = useLocation({ select: ({ pathname }) => /^\/w\/([^/]+)/.exec(pathname)?.[1] })
  const { workspaces } = useSession()
  return slug === undefined
    ? undefined
    : workspaces.find((workspace) => workspace.slug === decodeURIComponent(slug))
}

/** The sidebar's: that of the page, or else the last one. */
export function useShownWorkspace(): SessionWorkspace | undefined {
  const { workspaces } = useSession()
  return useMaybeWorkspace() ?? lastWorkspace(workspaces)
}
