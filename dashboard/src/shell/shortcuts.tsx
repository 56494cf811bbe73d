import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { areShortcutsOn } from '../preferences/shortcuts.ts'
import { useShownWorkspace } from '../workspace.ts'
import { ITEMS } from './navigation.ts'
import { closeOverlay, openPalette, openShortcutSheet, useOverlay } from './overlays.ts'
import type { ReactNode } from 'react'

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }))
const ShortcutSheet = lazy(async () => ({
  default: (await import('./shortcut-sheet.tsx')).ShortcutSheet,
}))

/** How long `g` waits for its second key. */
const CHORD_MILLISECONDS = 1200

/** Keys that work on every page, and what they open. Single keys can be turned off (WCAG 2.1.4); ⌘K stays. */
export function Shortcuts(): ReactNode {
  const navigate = useNavigate()
  const workspace = useShownWorkspace()
  const overlay = useOverlay()
  const slug = workspace?.slug

  useEffect(() => {
    let chordUntil = 0
    const press = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase()
      if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && key === 'k') {
        event.preventDefault()
        openPalette()
        return
      }
      if (!areShortcutsOn() || event.metaKey || event.ctrlKey || event.altKey) return
      if (isTyping(event.target)) return
      if (Date.now() < chordUntil) {
        chordUntil = 0
        const item = ITEMS.find((candidate) => candidate.key === key)
        if (item !== undefined && slug !== undefined) {
          event.preventDefault()
          void navigate({ to: item.to, params: { slug } })
        }
        return
      }
      if (key === 'g') chordUntil = Date.now() + CHORD_MILLISECONDS
      else if (key === '?') openShortcutSheet()
      else if (key === '/') focusFilter(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [navigate, slug])

  return (
    <Suspense fallback={null}>
      {overlay === 'palette' && <Palette onClose={closeOverlay} />}
      {overlay === 'shortcuts' && <ShortcutSheet onClose={closeOverlay} />}
    </Suspense>
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  // Inside a dialog or a menu keys belong to that.
  return target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null
}

/** The first search field of the page. */
function focusFilter(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  if (field === null) return
  event.preventDefault()
  field.focus()
  field.select()
}
