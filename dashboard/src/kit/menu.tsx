import { cloneElement, lazy, Suspense, useState } from 'react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'

export interface MenuItem {
  readonly id: string
  readonly label: ReactNode
  readonly icon?: ReactNode
  readonly hint?: ReactNode
  readonly danger?: boolean | undefined
  /** One of several, and which. */
  readonly checked?: boolean | undefined
  readonly disabledReason?: string | undefined
  readonly onSelect: () => void
}

export interface MenuSection {
  readonly label?: string | undefined
  readonly items: readonly MenuItem[]
}

export interface MenuProps {
  readonly trigger: ReactElement
  readonly sections: readonly MenuSection[]
  readonly align?: 'start' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | 'right' | undefined
  readonly header?: ReactNode
}

const load = async (): Promise<{ default: (props: MenuProps) => ReactNode }> => ({
  default: (await import('./menu-content.tsx')).MenuContent,
})
const MenuContent = lazy(load)

interface TriggerProps {
  readonly 'aria-haspopup'?: 'menu'
  readonly 'aria-expanded'?: boolean
  readonly onPointerEnter?: () => void
  readonly onFocus?: () => void
  readonly onClick?: (event: MouseEvent) => void
}

/** What opens from a button. Its machinery is fetched when somebody comes near, and takes over with the first click. */
export function Menu(props: MenuProps): ReactNode {
  const [isWanted, setWanted] = useState(false)
  const near = (): void => void load()
  const closed = cloneElement(props.trigger as ReactElement<TriggerProps>, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: near,
    onFocus: near,
    onClick: () => setWanted(true),
  })
  return isWanted ? (
    <Suspense fallback={closed}>
      <MenuContent {...props} />
    </Suspense>
  ) : (
    closed
  )
}
