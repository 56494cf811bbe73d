import { Dialog as RadixDialog } from 'radix-ui'
import { X } from 'lucide-react'
import { IconButton } from '../kit/button.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { AccountMenu } from './account-menu.tsx'
import { SidebarContent } from './sidebar.tsx'
import type { ReactNode } from 'react'

/** Over the page, where it is narrow. */
export function MobileSidebar({
  open,
  onClose,
}: {
  open: boolean
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('shell')
  return (
    <RadixDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fade-in fixed inset-0 z-40 bg-scrim md:hidden" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="enter fixed inset-y-0 start-0 z-50 flex w-72 max-w-[85vw] flex-col border-e bg-surface shadow-pop outline-none md:hidden"
        >
          <RadixDialog.Title className="sr-only">{t('navigation')}</RadixDialog.Title>
          <SidebarContent rail={false} />
          <div className="flex items-center border-t p-2">
            <AccountMenu rail={false} />
            <IconButton label={t('closeMenu')} onClick={onClose}>
              <X aria-hidden />
            </IconButton>
          </div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
