import { DropdownMenu as Radix } from 'radix-ui'
import { Check } from 'lucide-react'
import { classes } from './classes.ts'
import type { ReactNode } from 'react'
import type { MenuItem, MenuProps } from './menu-props.ts'

/** Loaded when the first menu is wanted (menu.tsx): it brings what positions and moves it. */
export function MenuContent({
  trigger,
  sections,
  align = 'end',
  side = 'bottom',
  header,
}: MenuProps): ReactNode {
  return (
    <Radix.Root defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="enter z-50 max-h-[min(32rem,var(--radix-dropdown-menu-content-available-height))] max-w-80 min-w-52 overflow-y-auto rounded-lg border bg-surface p-1 shadow-pop"
        >
          {header}
          {sections.map((section, place) => (
            <Radix.Group key={section.label ?? place}>
              {place > 0 && <Radix.Separator className="-mx-1 my-1 h-px bg-line" />}
              {section.label !== undefined && (
                <Radix.Label className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-faint">
                  {section.label}
                </Radix.Label>
              )}
              {section.items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ item }: { item: MenuItem }): ReactNode {
  const { label, icon, hint, danger, checked, disabledReason, onSelect } = item
  const style = classes(
    'flex min-h-8 items-center gap-2.5 rounded-md px-2.5 py-1 text-base outline-none select-none data-[highlighted]:bg-hover aria-disabled:cursor-not-allowed aria-disabled:text-ink-faint [&_svg]:size-4 [&_svg]:shrink-0',
    danger ? 'text-bad' : 'text-ink',
    'cursor-pointer',
  )
  const content = (
    <>
      {icon !== undefined && (
        <span aria-hidden className={danger ? '' : 'text-ink-faint'}>
          {icon}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{label}</span>
        {(disabledReason ?? hint) !== undefined && (
          <span className="block text-xs text-ink-faint">{disabledReason ?? hint}</span>
        )}
      </span>
      {checked === true && <Check aria-hidden className="text-accent" />}
    </>
  )
  const stopped = disabledReason !== undefined
  const select = (event: Event): void => {
    if (stopped) event.preventDefault()
    else onSelect()
  }
  if (checked === undefined) {
    return (
      <Radix.Item aria-disabled={stopped || undefined} onSelect={select} className={style}>
        {content}
      </Radix.Item>
    )
  }
  return (
    <Radix.CheckboxItem checked={checked} onSelect={select} className={style}>
      {content}
    </Radix.CheckboxItem>
  )
}
