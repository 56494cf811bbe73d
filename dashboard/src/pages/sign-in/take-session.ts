import { ApiError } from '../../api/api-error.ts'
import { forgetCsrfToken } from '../../api/csrf.ts'
import { queryClient } from '../../api/query-client.ts'
import { sessionOptions } from '../../api/session.ts'
import { text } from '../../texts/use-texts.ts'

/**
 * When a session has begun: what was here before is forgotten, and who it is now is asked.
 * @throws ApiError when the browser did not keep the cookie: without TLS it does so on this machine alone, and not each does
 */
export async function takeSession(): Promise<void> {
  forgetCsrfToken()
  queryClient.clear()
  const session = await queryClient.fetchQuery(sessionOptions)
  if (session !== null) return
  throw new ApiError(text('access', 'notKept'), {
    status: 401,
    code: 'sessionNotKept',
    field: undefined,
    requestId: undefined,
    retryAfterSeconds: undefined,
  })
}
