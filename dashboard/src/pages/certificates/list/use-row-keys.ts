import { useEffect } from 'react'
import { areShortcutsOn } from '../../../preferences/shortcuts.ts'

export interface RowKeys {
  readonly onToggle: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly onIssue: () => void
  /** Of the selection, or of the row where one is. */
  readonly onAct: (act: 'renew' | 'revoke' | 'download', id: string | undefined) => void
}

const ACTS = { e: 'renew', r: 'revoke', d: 'download' } as const

/** j and k move from row to row, x selects, Enter opens, c issues; e, r and d renew, revoke and download. */
export function useRowKeys({ onToggle, onOpen, onIssue, onAct }: RowKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!areShortcutsOn() || event.metaKey || event.ctrlKey || event.altKey) return
      if (isElsewhere(event.target)) return
      const rows = [...document.querySelectorAll<HTMLElement>('tr[data-row]')]
      const place = rows.findIndex((row) => row.contains(document.activeElement))
      const id = rows[place]?.dataset['row']
      const act = ACTS[event.key as keyof typeof ACTS]
      if (event.key === 'j' || event.key === 'k') {
        const next = event.key === 'j' ? place + 1 : Math.max(0, place - 1)
        const link = rows[Math.min(next, rows.length - 1)]?.querySelector<HTMLElement>('td a')
        link?.focus()
        link?.scrollIntoView({ block: 'nearest' })
      } else if (event.key === 'x' && id !== undefined) onToggle(id)
      else if (event.key === 'Enter' && id !== undefined && event.target === document.body)
        onOpen(id)
      else if (event.key === 'c') onIssue()
      else if (act !== undefined) onAct(act, id)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}

/** Keys that somebody types belong to what they type into. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null
  )
}
