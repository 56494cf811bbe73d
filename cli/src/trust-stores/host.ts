import { execFile } from 'node:child_process'
import type { Console } from '../console.ts'
import { NOT_INSTALLED, type TrustHost } from './trust-store.ts'

const LIMIT_MS = 120_000

/** The machine that the command runs on. */
export function thisHost({ home, variables }: Pick<Console, 'home' | 'variables'>): TrustHost {
  return {
    platform: process.platform,
    home,
    variables,
    root: '',
    run: (command, words) =>
      new Promise((resolve, reject) => {
        const settings = { env: { ...variables }, timeout: LIMIT_MS }
        const child = execFile(command, [...words], settings, (error, stdout, stderr) => {
          const output = stdout + stderr
          if (error === null) resolve({ code: 0, output })
          else if (error.code === 'ENOENT') resolve({ code: NOT_INSTALLED, output })
          else if (typeof error.code === 'number') resolve({ code: error.code, output })
          else reject(error)
        })
        // Whoever asks for a password gets none, instead of waiting for it unseen.
        child.stdin?.end()
      }),
  }
}
