import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { Toasts } from './kit/toast.tsx'
import { router } from './router.ts'
import { LiveRegion } from './shell/live-region.tsx'
import type { ReactNode } from 'react'

export function App(): ReactNode {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toasts />
      <LiveRegion />
    </QueryClientProvider>
  )
}
