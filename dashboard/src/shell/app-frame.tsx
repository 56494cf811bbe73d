import { Link, Outlet } from '@tanstack/react-router'
import { useTexts } from '../texts/use-texts.ts'
import { useMaybeWorkspace } from '../workspace.ts'
import { Logo } from './logo.tsx'
import { NAVIGATION } from './navigation.ts'
import { LanguageMenu, ThemeMenu } from './preference-menus.tsx'
import type { ReactNode } from 'react'

/** Sidebar, top bar, page. */
export function AppFrame(): ReactNode {
  const { t } = useTexts('shell')
  const workspace = useMaybeWorkspace()
  return (
    <div className="flex min-h-dvh">
      <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col border-e bg-surface p-3 md:flex">
        <Logo />
        <nav aria-label={t('navigation')} className="mt-4 flex flex-col">
          {workspace &&
            NAVIGATION.map(({ page, to }) => (
              <Link
                key={page}
                to={to}
                params={{ slug: workspace.slug }}
                activeOptions={{ exact: page === 'overview' }}
                className="rounded-md px-2 py-1.5 hover:bg-hover data-[status=active]:bg-hover"
              >
                {t(`page.${page}`)}
              </Link>
            ))}
        </nav>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex items-center justify-end gap-1 border-b px-4 py-2">
          <LanguageMenu />
          <ThemeMenu />
        </header>
        <main id="content" className="mx-auto w-full max-w-7xl min-w-0 flex-1 px-4 py-6 sm:px-6">
          <Outlet />
        </main>
      </div>
    </div>
  )
}
