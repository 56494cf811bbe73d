import { useBlocker } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ConfirmDialog } from '../../../kit/dialog.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export interface SavedGuard {
  readonly isSaved: boolean
  readonly onSaved: () => void
  /** Whether it may close now; otherwise it asks. */
  readonly mayClose: () => boolean
  readonly dialog: (onClose: () => void) => ReactNode
}

/** A key that is shown once does not go by a slip: neither by closing, nor by going elsewhere, nor by leaving the page. */
export function useSavedGuard(isGuarding: boolean): SavedGuard {
  const { t } = useTexts('certificates')
  const [isSaved, setIsSaved] = useState(false)
  // Asked in the very moment in which it becomes true, before anything is rendered anew.
  const isLetGo = useRef(false)
  const letGo = (): void => {
    isLetGo.current = true
    setIsSaved(true)
  }
  const [isAsking, setIsAsking] = useState(false)
  const isOpen = isGuarding && !isSaved
  const blocker = useBlocker({
    shouldBlockFn: () => isOpen && !isLetGo.current,
    enableBeforeUnload: () => isOpen && !isLetGo.current,
    disabled: !isOpen,
    withResolver: true,
  })
  const isBlocked = blocker.status === 'blocked'
  return {
    isSaved,
    onSaved: letGo,
    mayClose: () => {
      if (isOpen) setIsAsking(true)
      return !isOpen
    },
    dialog: (onClose) => (
      <ConfirmDialog
        open={isAsking || isBlocked}
        danger
        title={t('guard.title')}
        action={t('guard.leave')}
        onClose={() => {
          setIsAsking(false)
          blocker.reset?.()
        }}
        onConfirm={() => {
          setIsAsking(false)
          letGo()
          if (isBlocked) blocker.proceed()
          else onClose()
        }}
      >
        {t('guard.text')}
      </ConfirmDialog>
    ),
  }
}
