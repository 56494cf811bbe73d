import { Outlet } from '@tanstack/react-router'
import { Logo } from './logo.tsx'
import { LanguageMenu, ThemeMenu } from './preference-menus.tsx'
import type { ReactNode } from 'react'

/** One column in the middle: for signing in, and for decisions. */
export function SimpleFrame(): ReactNode {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between gap-2 px-4 py-3 sm:px-6">
        <Logo />
        <div className="flex items-center gap-1">
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-md flex-1 px-4 pt-[6vh] pb-16">
        <Outlet />
      </main>
    </div>
  )
}
