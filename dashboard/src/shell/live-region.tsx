import { useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'

let message = ''
const listeners = new Set<() => void>()

/** Reads a sentence out to those who do not see what changed. */
export function announce(text: string): void {
  // The same sentence twice is read twice only when the content differs.
  message = message === text ? `${text}\u00A0` : text
  for (const listener of listeners) listener()
}

export function LiveRegion(): ReactNode {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => message,
  )
  return (
    <div aria-live="polite" role="status" className="sr-only">
      {shown}
    </div>
  )
}
