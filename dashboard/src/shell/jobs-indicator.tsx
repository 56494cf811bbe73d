import type { ReactNode } from 'react'

/** How many jobs are under way, and the way to them. */
export function JobsIndicator(): ReactNode {
  return null
}
