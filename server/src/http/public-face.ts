import type { ProblemCode } from '../pki/problem.ts'
import type { Face } from './frame.ts'

/** Headers on whatever anybody may fetch, from a script of any origin too: none of it is secret. */
export const PUBLIC_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After, X-Request-Id',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
} as const

/** What relying parties fetch without a credential, over plain HTTP too: what is served is signed itself. */
export const PUBLIC_FACE: Face = { headers: PUBLIC_HEADERS, statusOf: publicStatus }

/** Without a credential and a body there is little to refuse: what is missing is an HttpRefusal. */
export function publicStatus(code: ProblemCode): number {
  return code === 'unavailable' || code === 'storageFull' ? 503 : 500
}
