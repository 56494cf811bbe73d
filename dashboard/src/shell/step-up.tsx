import type { ReactNode } from 'react'

/** Asks for a fresh proof of who it is, when the server demands one. */
export function StepUp(): ReactNode {
  return null
}
