import { useCallback, useEffect, useRef, useState } from 'react'
import type { PointerEvent, RefObject } from 'react'

/** What part of the picture is shown: its scale, and where its origin lies in the window. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

const LEAST = 0.1
/** At first no smaller than that: names must be read. */
const LEGIBLE = 0.7
const MOST = 1.6
const MARGIN = 24
/** A pointer that moved less than that was a click. */
const CLICK_PIXELS = 4

export interface ViewControl {
  readonly view: View
  readonly frame: RefObject<HTMLDivElement | null>
  readonly zoom: (factor: number) => void
  readonly fit: () => void
  readonly show: (x: number, y: number, width: number, height: number) => void
  readonly drag: {
    readonly onPointerDown: (event: PointerEvent) => void
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerUp: (event: PointerEvent) => void
    readonly onClickCapture: (event: {
      stopPropagation: () => void
      preventDefault: () => void
    }) => void
  }
}

/**
 * Moves and scales a picture within its frame: by dragging, by buttons, by Ctrl and the wheel.
 *
 * @param middle how far down lies what is seen first, when not everything can be
 */
export function useView(width: number, height: number, middle: number): ViewControl {
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>({ scale: 1, x: MARGIN, y: MARGIN })
  const start = useRef<{ x: number; y: number; view: View; moved: boolean } | undefined>(undefined)

  const fitTo = useCallback(
    (least: number) => {
      const box = frame.current?.getBoundingClientRect()
      if (box === undefined || box.width === 0) return
      const scale = Math.min(
        1,
        (box.width - 2 * MARGIN) / width,
        Math.max(box.height - 2 * MARGIN, 1) / height,
      )
      const bounded = Math.max(least, scale)
      // What is too high for the frame is shown from where its reading begins: the first root.
      const y = (box.height - height * bounded) / 2
      setView({
        scale: bounded,
        x: Math.max(MARGIN, (box.width - width * bounded) / 2),
        y: y >= MARGIN ? y : Math.min(MARGIN, box.height / 2 - middle * bounded),
      })
    },
    [width, height, middle],
  )

  useEffect(() => fitTo(LEGIBLE), [fitTo])
  const fit = useCallback(() => fitTo(LEAST), [fitTo])

  const zoomAt = useCallback((factor: number, atX: number, atY: number) => {
    setView((old) => {
      const scale = Math.min(MOST, Math.max(LEAST, old.scale * factor))
      const ratio = scale / old.scale
      return { scale, x: atX - (atX - old.x) * ratio, y: atY - (atY - old.y) * ratio }
    })
  }, [])

  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const onWheel = (event: WheelEvent): void => {
      // The wheel alone scrolls the page, as everywhere.
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const box = element.getBoundingClientRect()
      zoomAt(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [zoomAt])

  const zoom = useCallback(
    (factor: number) => {
      const box = frame.current?.getBoundingClientRect()
      zoomAt(factor, (box?.width ?? 0) / 2, (box?.height ?? 0) / 2)
    },
    [zoomAt],
  )

  /** Moves only when what is meant is not in sight. */
  const show = useCallback((x: number, y: number, cardWidth: number, cardHeight: number) => {
    setView((old) => {
      const box = frame.current?.getBoundingClientRect()
      if (box === undefined) return old
      const into = (at: number, size: number, room: number): number =>
        Math.max(0, MARGIN - at) - Math.max(0, at + size + MARGIN - room)
      const left = old.x + x * old.scale
      const top = old.y + y * old.scale
      return {
        ...old,
        x: old.x + into(left, cardWidth * old.scale, box.width),
        y: old.y + into(top, cardHeight * old.scale, box.height),
      }
    })
  }, [])

  return {
    view,
    frame,
    zoom,
    fit,
    show,
    drag: {
      onPointerDown(event) {
        if (event.button !== 0) return
        start.current = { x: event.clientX, y: event.clientY, view, moved: false }
      },
      onPointerMove(event) {
        const from = start.current
        if (from === undefined) return
        const [x, y] = [event.clientX - from.x, event.clientY - from.y]
        if (!from.moved && Math.hypot(x, y) < CLICK_PIXELS) return
        if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId)
        from.moved = true
        setView({ ...from.view, x: from.view.x + x, y: from.view.y + y })
      },
      onPointerUp() {
        // The click that follows still has to know whether it was one.
        setTimeout(() => (start.current = undefined), 0)
      },
      onClickCapture(event) {
        if (start.current?.moved !== true) return
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}
