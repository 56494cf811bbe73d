import type { ReactNode } from 'react'

export function Palette(_: { onClose: () => void }): ReactNode {
  return null
}
