import { Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { onSignedOut } from '../api/call.ts'
import { forgetCsrfToken } from '../api/csrf.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionOptions } from '../api/session.ts'
import { StepUp } from './step-up.tsx'
import type { ReactNode } from 'react'

/** Around every page: what happens when a session ends, and the dialog for a fresh proof. */
export function Root(): ReactNode {
  const navigate = useNavigate()
  const router = useRouter()
  useEffect(() => {
    onSignedOut(() => {
      forgetCsrfToken()
      queryClient.setQueryData(sessionOptions.queryKey, null)
      const { href, pathname } = router.state.location
      if (pathname !== '/sign-in') void navigate({ to: '/sign-in', search: { next: href } })
    })
  }, [navigate, router])
  return (
    <>
      <Outlet />
      <StepUp />
    </>
  )
}
