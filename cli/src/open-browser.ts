import { spawn } from 'node:child_process'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // Takes the address as one argument; `start` would let a shell read it.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Tries to show an address in the browser; where there is none, nothing happens, and the address was printed anyway. */
export function openBrowser(address: string): Promise<void> {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    child.once('error', () => resolve())
    child.once('spawn', () => resolve())
    child.unref()
  })
}
