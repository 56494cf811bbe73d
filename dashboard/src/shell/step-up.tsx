import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { onStepUp, type WantedProof } from '../api/call.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionOptions } from '../api/session.ts'
import type { ReactNode } from 'react'

// Rare: what it shows is loaded when it is needed.
const StepUpDialog = lazy(async () => {
  const { StepUpDialog: component } = await import('./step-up-dialog.tsx')
  return { default: component }
})

/** Asks for a fresh proof of who it is, when the server demands one. */
export function StepUp(): ReactNode {
  const [wanted, setWanted] = useState<WantedProof>()
  const answer = useRef<((proved: boolean) => void) | undefined>(undefined)
  // A page asks for many things at once, and again: whoever turned away is not asked each time.
  const turnedAway = useRef(false)
  useEffect(() => {
    onStepUp((proof) => {
      if (proof === 'secondFactorRequired' && turnedAway.current) return Promise.resolve(false)
      return new Promise<boolean>((resolve) => {
        // Those that ask at the same time go on with one proof.
        const before = answer.current
        answer.current = (proved) => {
          before?.(proved)
          resolve(proved)
        }
        setWanted(proof)
      })
    })
    return () => onStepUp(undefined)
  }, [])
  if (wanted === undefined) return null
  const close = (proved: boolean): void => {
    turnedAway.current = !proved && wanted === 'secondFactorRequired'
    setWanted(undefined)
    answer.current?.(proved)
    answer.current = undefined
    if (proved) void queryClient.invalidateQueries(sessionOptions)
  }
  return (
    <Suspense fallback={null}>
      <StepUpDialog wanted={wanted} onClose={close} />
    </Suspense>
  )
}
