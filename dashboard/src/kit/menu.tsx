import { cloneElement, lazy, Suspense, useState } from 'react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import type { MenuProps } from './menu-props.ts'

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
