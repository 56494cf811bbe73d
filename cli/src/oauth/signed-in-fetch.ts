import { CertmanError } from '@certman/sdk'
import type { GrantName } from '../config-file.ts'
import type { Console } from '../console.ts'
import { Refusal } from '../refusal.ts'

/** Sends what the sign-in of the moment is worth; a token that was ended early is tried to be replaced once. */
export function signedInFetch(console: Console, name: GrantName): typeof globalThis.fetch {
  const fresh = async (refused?: string): Promise<string> => {
    // Only who signed in without a key waits for this to be loaded.
    const { freshToken } = await import('./session.ts')
    try {
      return await freshToken(console, name, refused)
    } catch (cause) {
      // As an answer of the server: it is not to be asked again.
      if (cause instanceof Refusal) throw new CertmanError(cause.message, 401, { cause })
      throw cause
    }
  }
  return async (input, init) => {
    const token = await fresh()
    const response = await console.fetch(input, withToken(init, token))
    return response.status === 401
      ? console.fetch(input, withToken(init, await fresh(token)))
      : response
  }
}

function withToken(init: RequestInit | undefined, token: string): RequestInit {
  const headers = new Headers(init?.headers)
  headers.set('Authorization', `Bearer ${token}`)
  return { ...init, headers }
}
