const STORED = 'certman.rail'

const ROOMY_PIXELS = 1024

/** Whether the sidebar is folded to its icons: as it was left, and at first where there is little room. */
export function isRail(): boolean {
  const stored = localStorage.getItem(STORED)
  return stored === null ? innerWidth < ROOMY_PIXELS : stored === 'yes'
}

export function rememberRail(rail: boolean): void {
  localStorage.setItem(STORED, rail ? 'yes' : 'no')
}
