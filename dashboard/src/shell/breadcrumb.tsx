import { Link, useLocation } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useTexts } from '../texts/use-texts.ts'
import { useMaybeWorkspace } from '../workspace.ts'
import { useCrumb } from './crumb.ts'
import { ITEMS } from './navigation.ts'
import type { ReactNode } from 'react'

/** Sections that the sidebar's list does not have. */
const OTHERS: Readonly<Record<string, 'account' | 'instance' | 'jobs'>> = {
  account: 'account',
  instance: 'instance',
  jobs: 'jobs',
}

/** Workspace › section › thing. */
export function Breadcrumb(): ReactNode {
  const { t } = useTexts('shell')
  const { pathname } = useLocation()
  const workspace = useMaybeWorkspace()
  const name = useCrumb()
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const [section, thing] = workspace ? segments.slice(2) : segments
  const item = ITEMS.find(({ to }) => to === `/w/$slug/${section ?? ''}`)
  const page = item?.page ?? (section === undefined ? 'overview' : OTHERS[section])
  const title = page === undefined ? name : t(`page.${page}`)
  const last = thing && (thing === 'new' ? t('page.newAuthority') : (name ?? t('page.details')))
  return (
    <nav aria-label={t('breadcrumb')} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm text-ink-faint">
        {workspace && (
          <Crumb hidden>
            <Link
              to="/w/$slug"
              params={{ slug: workspace.slug }}
              title={workspace.name}
              className="max-w-48 truncate hover:text-ink"
            >
              {workspace.name}
            </Link>
          </Crumb>
        )}
        {item && last !== undefined && workspace ? (
          <>
            <Crumb hidden>
              <Link
                to={item.to}
                params={{ slug: workspace.slug }}
                className="truncate hover:text-ink"
              >
                {title}
              </Link>
            </Crumb>
            <Crumb current>{last}</Crumb>
          </>
        ) : (
          <Crumb current>{title}</Crumb>
        )}
      </ol>
    </nav>
  )
}

function Crumb({
  current = false,
  hidden = false,
  children,
}: {
  current?: boolean
  hidden?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <li
      aria-current={current ? 'page' : undefined}
      className={`flex min-w-0 items-center gap-1.5 ${hidden ? 'max-sm:hidden' : ''} ${current ? 'truncate font-medium text-ink' : 'shrink-0'}`}
    >
      {current ? <span className="truncate">{children}</span> : children}
      {!current && <ChevronRight aria-hidden className="size-3.5 shrink-0 rtl:rotate-180" />}
    </li>
  )
}
