import { useEffect, useRef } from 'react'
import { areShortcutsOn } from '../../../preferences/shortcuts.ts'

export interface ActKeys {
  readonly onIssue: () => void
  /** Of the selection, or of the row that the keys j and k have reached. */
  readonly onAct: (act: 'renew' | 'revoke' | 'download', id: string | undefined) => void
}

/** After `g` comes the key of a page. */
const CHORD_MILLISECONDS = 1200
const ACTS = { e: 'renew', r: 'revoke', d: 'download' } as const

/** `c` issues; `e`, `r` and `d` renew, revoke and download. The table itself moves and selects. */
export function useActKeys({ onIssue, onAct }: ActKeys): void {
  const chordUntil = useRef(0)
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!areShortcutsOn() || event.metaKey || event.ctrlKey || event.altKey) return
      if (isElsewhere(event.target)) return
      const isChord = Date.now() < chordUntil.current
      chordUntil.current = event.key === 'g' ? Date.now() + CHORD_MILLISECONDS : 0
      if (isChord) return
      const act = ACTS[event.key as keyof typeof ACTS]
      if (event.key === 'c') onIssue()
      else if (act !== undefined) onAct(act, currentRow())
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}

function currentRow(): string | undefined {
  return document.querySelector<HTMLElement>('tr[data-row][aria-current]')?.dataset['row']
}

/** Keys that somebody types belong to what they type into; over the page lies something else, or a chord has begun. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
