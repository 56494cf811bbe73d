import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { isRail, rememberRail } from '../preferences/rail.ts'
import { Sidebar } from './sidebar.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { TopBar } from './top-bar.tsx'
import type { ReactNode } from 'react'

const MobileSidebar = lazy(async () => ({
  default: (await import('./mobile-sidebar.tsx')).MobileSidebar,
}))

/** Sidebar (240 px, or a rail of 56 px; a drawer where it is narrow), top bar, page. */
export function AppFrame(): ReactNode {
  const { t } = useTexts('shell')
  const [rail, setRail] = useState(isRail)
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => setDrawerOpen(false), [pathname])
  const toggleRail = (): void => {
    rememberRail(!rail)
    setRail(!rail)
  }
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="fixed start-3 top-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-1.5 text-sm text-canvas focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <Sidebar rail={rail} onToggle={toggleRail} />
      {isDrawerOpen && (
        <Suspense fallback={null}>
          <MobileSidebar open onClose={() => setDrawerOpen(false)} />
        </Suspense>
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar onOpenMenu={() => setDrawerOpen(true)} />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl min-w-0 flex-1 px-4 pt-6 pb-16 outline-none sm:px-6 lg:px-8"
        >
          <Outlet />
        </main>
      </div>
      <Shortcuts />
    </div>
  )
}
