import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

/** Says more about its only child on hover and on focus. Nothing that is needed may be only here. */
export function Tooltip({
  text,
  side = 'top',
  isLabel = false,
  children,
}: {
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined
  /** The child bears the same text as its label: it is not read out twice. */
  isLabel?: boolean | undefined
  children: ReactElement
}): ReactNode {
  return (
    <Radix.Root delayDuration={250}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          aria-label={isLabel ? '' : undefined}
          className="fade-in z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs leading-snug text-canvas shadow-pop"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const TooltipProvider = Radix.Provider

/** Wraps a control that one may not use, with the reason; without a reason it is just the control. */
export function DisabledReason({
  reason,
  children,
}: {
  reason: string | undefined
  children: ReactElement
}): ReactNode {
  if (reason === undefined) return children
  return (
    <Tooltip text={reason}>
      <span
        tabIndex={0}
        aria-disabled
        role="group"
        aria-label={reason}
        className="inline-flex cursor-not-allowed opacity-60 [&>*]:pointer-events-none"
        inert={false}
      >
        {children}
      </span>
    </Tooltip>
  )
}
