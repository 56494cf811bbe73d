import { useEffect, useRef, useState } from 'react'
import { areShortcutsOn } from '../preferences/shortcuts.ts'

interface RowActs {
  readonly count: number
  readonly onOpen: ((place: number) => void) | undefined
  readonly onToggle: ((place: number) => void) | undefined
}

/** Of several tables on a page, the first one that came has the keys. */
let owner: symbol | undefined

/** `j` and `k` move through rows, `x` selects, `Enter` opens. @returns the row that is meant, if any */
export function useRowKeys(acts: RowActs): number | undefined {
  const [current, setCurrent] = useState<number>()
  const latest = useRef({ acts, current })
  useEffect(() => {
    latest.current = { acts, current }
  })

  useEffect(() => {
    const self = Symbol('table')
    owner ??= self
    const press = (event: KeyboardEvent): void => {
      if (owner !== self || !areShortcutsOn() || isElsewhere(event)) return
      const { acts, current } = latest.current
      const last = acts.count - 1
      if (last < 0) return
      switch (event.key) {
        case 'j':
          return setCurrent(current === undefined ? 0 : Math.min(last, current + 1))
        case 'k':
          return setCurrent(current === undefined ? 0 : Math.max(0, current - 1))
        case 'x':
          if (current !== undefined && current <= last) acts.onToggle?.(current)
          return
        case 'Enter':
          if (current !== undefined && current <= last) acts.onOpen?.(current)
      }
    }
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press)
      if (owner === self) owner = undefined
    }
  }, [])
  return current
}

/** Somebody types, a key of the browser is meant, or something lies over the table. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return true
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true
  const target = event.target instanceof HTMLElement ? event.target : null
  if (target === null) return false
  // Enter on a link or a button is theirs.
  if (event.key === 'Enter' && target !== document.body && !target.matches('[role="region"], main'))
    return true
  return target.isContentEditable || target.matches('input, textarea, select')
}
