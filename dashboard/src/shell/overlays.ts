import { useSyncExternalStore } from 'react'

/** What lies over any page; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | undefined

let open: Overlay
const listeners = new Set<() => void>()

function show(overlay: Overlay): void {
  open = overlay
  for (const listener of listeners) listener()
}

export const openPalette = (): void => show('palette')
export const openShortcutSheet = (): void => show('shortcuts')
export const closeOverlay = (): void => show(undefined)

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
