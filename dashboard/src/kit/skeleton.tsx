import { classes } from './classes.ts'
import type { ReactNode } from 'react'

/** The place of something on its way, in its shape. */
export function Skeleton({ className }: { className?: string }): ReactNode {
  return <span aria-hidden className={classes('shimmer block rounded-md bg-hover', className)} />
}
