import type { ReactElement, ReactNode } from 'react'

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
