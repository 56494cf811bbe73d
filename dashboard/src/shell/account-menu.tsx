import { useNavigate } from '@tanstack/react-router'
import { CircleUser, LogOut } from 'lucide-react'
import { useSession } from '../api/session.ts'
import { classes } from '../kit/classes.ts'
import { Menu } from '../kit/menu.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { signOut } from './sign-out.ts'
import { useLanguageItems, useThemeItems } from './preference-menus.tsx'
import type { ReactNode } from 'react'

/** Who is signed in; their account, how it looks, and the way out. */
export function AccountMenu({ rail }: { rail: boolean }): ReactNode {
  const { t } = useTexts('shell')
  const { user } = useSession()
  const navigate = useNavigate()
  const themes = useThemeItems()
  const languages = useLanguageItems()
  const name = user.name === '' ? user.email : user.name
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className={classes(
            'flex min-w-0 items-center gap-2.5 rounded-md text-start transition-colors hover:bg-hover data-[state=open]:bg-hover',
            rail ? 'size-8 justify-center' : 'h-8 flex-1 px-2',
          )}
        >
          <CircleUser aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
          <span className="sr-only">
            {t('account')}: {rail && name}
          </span>
          {!rail && <span className="min-w-0 flex-1 truncate text-base">{name}</span>}
        </button>
      }
      sections={[
        {
          label: user.email,
          items: [
            {
              id: 'account',
              label: t('page.account'),
              icon: <CircleUser />,
              onSelect: () => void navigate({ to: '/account' }),
            },
          ],
        },
        { label: t('theme'), items: themes },
        { label: t('language'), items: languages },
        {
          items: [
            {
              id: 'out',
              label: t('signOut'),
              icon: <LogOut />,
              onSelect: () => void signOut(navigate),
            },
          ],
        },
      ]}
    />
  )
}
