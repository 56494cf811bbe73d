import { cloneElement, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { FocusEvent, PointerEvent, ReactElement, ReactNode } from 'react'

export type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

interface Handlers {
  readonly onPointerEnter?: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerLeave?: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerDown?: (event: PointerEvent<HTMLElement>) => void
  readonly onFocus?: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur?: (event: FocusEvent<HTMLElement>) => void
  readonly 'aria-describedby'?: string | undefined
}

const OPEN_MILLISECONDS = 250
/** Long enough to move the pointer onto the tooltip (WCAG 1.4.13). */
const CLOSE_MILLISECONDS = 120

/**
 * Says more about its only child on hover and on focus. Nothing that is needed may be only here. Escape hides it; it stays
 * while the pointer is over it. Small on purpose: it is on every page.
 */
export function Tooltip({
  text,
  side = 'top',
  isLabel = false,
  children,
}: {
  text: ReactNode
  side?: TooltipSide | undefined
  /** The child bears the same text as its label: it is not read out twice. */
  isLabel?: boolean | undefined
  children: ReactElement
}): ReactNode {
  const id = useId()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [anchor, setAnchor] = useState<HTMLElement>()
  const child = children as ReactElement<Handlers>
  const own = child.props

  const later = (milliseconds: number, next: HTMLElement | undefined): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(next), milliseconds)
  }
  const hide = (): void => {
    clearTimeout(timer.current)
    setAnchor(undefined)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (anchor === undefined) return
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setAnchor(undefined)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [anchor])

  const described = anchor !== undefined && !isLabel
  return (
    <>
      {cloneElement(child, {
        onPointerEnter: (event) => {
          own.onPointerEnter?.(event)
          if (event.pointerType !== 'touch') later(OPEN_MILLISECONDS, event.currentTarget)
        },
        onPointerLeave: (event) => {
          own.onPointerLeave?.(event)
          later(CLOSE_MILLISECONDS, undefined)
        },
        onPointerDown: (event) => {
          own.onPointerDown?.(event)
          hide()
        },
        onFocus: (event) => {
          own.onFocus?.(event)
          if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget)
        },
        onBlur: (event) => {
          own.onBlur?.(event)
          hide()
        },
        ...(described
          ? { 'aria-describedby': [own['aria-describedby'], id].filter(Boolean).join(' ') }
          : {}),
      })}
      {anchor !== undefined &&
        createPortal(
          <Bubble
            id={id}
            anchor={anchor}
            side={side}
            isLabel={isLabel}
            onPointerEnter={() => clearTimeout(timer.current)}
            onPointerLeave={() => later(CLOSE_MILLISECONDS, undefined)}
          >
            {text}
          </Bubble>,
          document.body,
        )}
    </>
  )
}

function Bubble({
  id,
  anchor,
  side,
  isLabel,
  onPointerEnter,
  onPointerLeave,
  children,
}: {
  id: string
  anchor: HTMLElement
  side: TooltipSide
  isLabel: boolean
  onPointerEnter: () => void
  onPointerLeave: () => void
  children: ReactNode
}): ReactNode {
  const bubble = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (bubble.current !== null) place(bubble.current, anchor.getBoundingClientRect(), side)
  })
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      aria-hidden={isLabel || undefined}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
      className="fade-in fixed start-0 top-0 z-60 w-max max-w-72 rounded-md bg-ink px-2 py-1 text-xs leading-snug font-normal whitespace-normal text-canvas shadow-pop"
    >
      {children}
    </div>
  )
}

const GAP = 6
const EDGE = 8

/** Beside its anchor, on the other side where there is no room, and never beyond the window. */
function place(bubble: HTMLElement, anchor: DOMRect, side: TooltipSide): void {
  const { offsetWidth: width, offsetHeight: height } = bubble
  const { clientWidth, clientHeight } = document.documentElement
  const isBeside = side === 'left' || side === 'right'
  let x = anchor.left + (anchor.width - width) / 2
  let y = anchor.top + (anchor.height - height) / 2
  if (isBeside) {
    const fits = side === 'right' ? anchor.right + GAP + width <= clientWidth : anchor.left >= width
    const right = (side === 'right') === fits
    x = right ? anchor.right + GAP : anchor.left - GAP - width
  } else {
    const above = anchor.top - GAP - height
    const below = anchor.bottom + GAP
    const fits = side === 'top' ? above >= EDGE : below + height <= clientHeight
    y = (side === 'top') === fits ? above : below
  }
  x = Math.max(EDGE, Math.min(x, clientWidth - width - EDGE))
  y = Math.max(EDGE, Math.min(y, clientHeight - height - EDGE))
  bubble.style.translate = `${Math.round(x)}px ${Math.round(y)}px`
}
