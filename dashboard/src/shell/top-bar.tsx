import { Keyboard, Menu as MenuIcon, Search } from 'lucide-react'
import { IconButton } from '../kit/button.tsx'
import { IS_APPLE } from '../preferences/platform.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { JobsIndicator } from './jobs-indicator.tsx'
import { openPalette, openShortcutSheet } from './overlays.ts'
import { ThemeMenu } from './preference-menus.tsx'
import type { ReactNode } from 'react'

/** Where one is, search, what is running. */
export function TopBar({ onOpenMenu }: { onOpenMenu: () => void }): ReactNode {
  const { t } = useTexts('shell')
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b bg-canvas/95 px-3 backdrop-blur-sm sm:px-6 lg:px-8">
      <IconButton label={t('openMenu')} onClick={onOpenMenu} className="md:hidden">
        <MenuIcon aria-hidden />
      </IconButton>
      <Breadcrumb />
      <div className="ms-auto flex shrink-0 items-center gap-1">
        <button
          type="button"
          onClick={openPalette}
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8.5 items-center gap-2 rounded-md border border-transparent px-2 text-sm text-ink-faint transition-colors hover:text-ink sm:w-44 sm:border-line sm:bg-surface sm:px-2.5 sm:hover:border-line-strong lg:w-64"
        >
          <Search aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t('search')}</span>
          <kbd className="ms-auto rounded-sm border px-1.5 font-sans text-xs max-sm:hidden">
            {IS_APPLE ? '⌘K' : 'Ctrl K'}
          </kbd>
        </button>
        <JobsIndicator />
        <IconButton label={t('help')} onClick={openShortcutSheet} className="max-md:hidden">
          <Keyboard aria-hidden />
        </IconButton>
        <ThemeMenu />
      </div>
    </header>
  )
}
