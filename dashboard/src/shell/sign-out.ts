import { call } from '../api/call.ts'
import { forgetCsrfToken } from '../api/csrf.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionOptions } from '../api/session.ts'
import { toast } from '../kit/toast.tsx'
import type { useNavigate } from '@tanstack/react-router'

/** Ends the session on the server, and forgets everything that it showed. */
export async function signOut(navigate: ReturnType<typeof useNavigate>): Promise<void> {
  try {
    await call('signOut', {}, { staysHere: true })
  } catch (error) {
    toast.error(error)
    return
  }
  forgetCsrfToken()
  queryClient.clear()
  queryClient.setQueryData(sessionOptions.queryKey, null)
  await navigate({ to: '/sign-in' })
}
