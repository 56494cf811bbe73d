import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
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
  const [isAsking, setIsAsking] = useState(false)
  const isOpen = isGuarding && !isSaved
  const blocker = useBlocker({
    shouldBlockFn: () => isOpen,
    enableBeforeUnload: () => isOpen,
    disabled: !isOpen,
    withResolver: true,
  })
  const isBlocked = blocker.status === 'blocked'
  return {
    isSaved,
    onSaved: () => setIsSaved(true),
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
          setIsSaved(true)
          if (isBlocked) blocker.proceed()
          else onClose()
        }}
      >
        {t('guard.text')}
      </ConfirmDialog>
    ),
  }
}
