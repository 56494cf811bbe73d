import { Tabs as Radix } from 'radix-ui'
import { useLayoutEffect, useRef, useState } from 'react'
import { classes } from './classes.ts'
import type { ReactNode } from 'react'

export interface Tab<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly content: ReactNode
}

/** Parts of one thing, one at a time. Keep `value` in the URL. */
export function Tabs<Value extends string>({
  tabs,
  value,
  onChange,
  label,
  className,
}: {
  tabs: readonly Tab<Value>[]
  value: Value
  onChange: (value: Value) => void
  label: string
  className?: string | undefined
}): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  const [cut, setCut] = useState<Cut>('none')
  const look = (): void => setCut(cutOf(list.current))
  useLayoutEffect(() => {
    showActive(list.current)
    look()
    const observer = new ResizeObserver(look)
    if (list.current) observer.observe(list.current)
    return () => observer.disconnect()
  }, [value])
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className={classes('min-w-0', className)}
    >
      <Radix.List
        ref={list}
        aria-label={label}
        onScroll={look}
        className={classes(
          'relative mb-5 flex gap-1 overflow-x-auto border-b [scrollbar-width:none]',
          FADES[cut],
        )}
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px shrink-0 border-b-2 border-transparent px-3 py-2 text-base font-medium whitespace-nowrap text-ink-soft -outline-offset-2 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          tabIndex={-1}
          className="min-w-0 outline-none"
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

/** At which end there are tabs that the eye does not reach: they fade out there. */
type Cut = 'none' | 'start' | 'end' | 'both'

const FADES: Readonly<Record<Cut, string | undefined>> = {
  none: undefined,
  start: 'mask-l-from-[calc(100%-2.5rem)]',
  end: 'mask-r-from-[calc(100%-2.5rem)]',
  both: 'mask-x-from-[calc(100%-2.5rem)]',
}

function cutOf(list: HTMLElement | null): Cut {
  if (list === null) return 'none'
  const { scrollLeft, scrollWidth, clientWidth } = list
  const before = scrollLeft > 1
  const after = scrollLeft + clientWidth < scrollWidth - 1
  if (before && after) return 'both'
  return before ? 'start' : after ? 'end' : 'none'
}

/** A link may open the last of them. Only sideways: the page stays where it is. */
function showActive(list: HTMLElement | null): void {
  const active = list?.querySelector<HTMLElement>('[data-state="active"]')
  if (!list || !active) return
  list.scrollLeft = active.offsetLeft - (list.clientWidth - active.offsetWidth) / 2
}
