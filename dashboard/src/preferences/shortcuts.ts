const STORED = 'certman.shortcuts'

export function areShortcutsOn(): boolean {
  return localStorage.getItem(STORED) !== 'off'
}

export function turnShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(STORED)
  else localStorage.setItem(STORED, 'off')
}
