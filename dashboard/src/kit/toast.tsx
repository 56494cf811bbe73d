import { CircleCheck, CircleX, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { messageOf } from '../api/api-error.ts'
import { useTexts } from '../texts/use-texts.ts'
import { IconButton } from './button.tsx'
import type { ReactNode } from 'react'

interface Toast {
  readonly id: number
  readonly tone: 'ok' | 'bad'
  readonly text: string
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function show(tone: Toast['tone'], text: string, milliseconds: number): void {
  lastId += 1
  const id = lastId
  change([...toasts.slice(-2), { id, tone, text }])
  setTimeout(() => dismiss(id), milliseconds)
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

/** A short word about what was just done, at the edge of the page. Errors of a form belong into the form. */
export const toast = {
  success: (text: string): void => show('ok', text, 5000),
  /** @param error a text, or whatever was thrown */
  error: (error: unknown): void =>
    show('bad', typeof error === 'string' ? error : messageOf(error), 12_000),
}

/** Where toasts appear; a live region, so that they are read out. */
export function Toasts(): ReactNode {
  const { t } = useTexts('kit')
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div
      role="region"
      aria-label={t('notifications')}
      aria-live="polite"
      className="pointer-events-none fixed end-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2"
    >
      {shown.map(({ id, tone, text }) => (
        <div
          key={id}
          className="enter pointer-events-auto flex items-start gap-2.5 rounded-lg border bg-surface p-3 shadow-pop"
        >
          {tone === 'ok' ? (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          ) : (
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
          )}
          <p className="min-w-0 flex-1 text-base break-words">{text}</p>
          <IconButton
            label={t('dismiss')}
            size="sm"
            className="-my-1 -me-1"
            onClick={() => dismiss(id)}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  )
}
