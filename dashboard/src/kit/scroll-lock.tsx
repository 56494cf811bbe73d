import { useEffect } from 'react'
import type { ReactNode } from 'react'

let locks = 0

/**
 * Stands in for `react-remove-scroll` under Radix's dialogs and menus (an alias in vite.config.ts): the page behind does not
 * scroll. The original writes a style element, which the content security policy forbids.
 */
export function RemoveScroll({
  enabled = true,
  children,
}: {
  enabled?: boolean | undefined
  children?: ReactNode
}): ReactNode {
  useEffect(() => {
    if (!enabled) return
    const { dataset, style, clientWidth } = document.documentElement
    // The bar's gutter goes, or it would shine beside the scrim; in its place the page gets as much padding, and stays where it is.
    if (locks === 0) style.setProperty('--gutter', `${innerWidth - clientWidth}px`)
    locks += 1
    dataset['scrollLocked'] = ''
    return () => {
      locks -= 1
      if (locks === 0) delete dataset['scrollLocked']
    }
  }, [enabled])
  return children
}
