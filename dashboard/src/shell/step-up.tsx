import { useEffect, useRef, useState } from 'react'
import { onStepUp } from '../api/call.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionOptions } from '../api/session.ts'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'

// Rare: what it shows is loaded when it is needed.
const StepUpDialog = lazy(async () => {
  const { StepUpDialog: component } = await import('./step-up-dialog.tsx')
  return { default: component }
})

/** Asks for a fresh proof of who it is, when the server demands one. */
export function StepUp(): ReactNode {
  const [asks, setAsks] = useState(false)
  const answer = useRef<((proved: boolean) => void) | undefined>(undefined)
  useEffect(() => {
    onStepUp(
      () =>
        new Promise<boolean>((resolve) => {
          // Of two that ask at once, both go on with one proof.
          const before = answer.current
          answer.current = (proved) => {
            before?.(proved)
            resolve(proved)
          }
          setAsks(true)
        }),
    )
    return () => onStepUp(undefined)
  }, [])
  if (!asks) return null
  const close = (proved: boolean): void => {
    setAsks(false)
    answer.current?.(proved)
    answer.current = undefined
    if (proved) void queryClient.invalidateQueries(sessionOptions)
  }
  return (
    <Suspense fallback={null}>
      <StepUpDialog onClose={close} />
    </Suspense>
  )
}
