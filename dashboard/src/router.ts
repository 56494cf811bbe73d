import { createRouter } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { parseSearch, writeSearch } from './search-text.ts'
import { Crash, NotFound } from './shell/dead-ends.tsx'
import { Pending } from './shell/pending.tsx'
import { siteMap } from './site-map.tsx'

export const router = createRouter({
  routeTree: siteMap,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: Pending,
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  parseSearch,
  stringifySearch: writeSearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
