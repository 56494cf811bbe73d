const STORED = 'certman.rail'

/** Whether the sidebar is folded to its icons. */
export function isRail(): boolean {
  return localStorage.getItem(STORED) === 'yes'
}

export function rememberRail(rail: boolean): void {
  localStorage.setItem(STORED, rail ? 'yes' : 'no')
}
