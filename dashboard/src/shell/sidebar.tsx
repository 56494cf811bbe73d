import { Link } from '@tanstack/react-router'
import { BookOpen, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { useSession } from '../api/session.ts'
import { IconButton } from '../kit/button.tsx'
import { classes } from '../kit/classes.ts'
import { Tooltip } from '../kit/tooltip.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { useShownWorkspace } from '../workspace.ts'
import { AccountMenu } from './account-menu.tsx'
import { INSTANCE_ICON, NAVIGATION } from './navigation.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'
import type { ReactElement, ReactNode } from 'react'

/** Beside the page, where there is room. */
export function Sidebar({ rail, onToggle }: { rail: boolean; onToggle: () => void }): ReactNode {
  const { t } = useTexts('shell')
  return (
    <aside
      className={classes(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-e bg-surface transition-[width] duration-150 md:flex',
        rail ? 'w-14' : 'w-60',
      )}
    >
      <SidebarContent rail={rail} />
      <div
        className={classes('flex border-t p-2', rail ? 'flex-col items-center' : 'items-center')}
      >
        <AccountMenu rail={rail} />
        <IconButton
          label={t(rail ? 'expand' : 'collapse')}
          onClick={onToggle}
          aria-expanded={!rail}
          className="shrink-0"
        >
          {rail ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>
    </aside>
  )
}

/** What both forms of it hold. */
export function SidebarContent({ rail }: { rail: boolean }): ReactNode {
  const { t } = useTexts('shell')
  const { user } = useSession()
  const workspace = useShownWorkspace()
  const Instance = INSTANCE_ICON
  return (
    <>
      <div className={classes('border-b', rail ? 'p-2' : 'p-2.5')}>
        <WorkspaceSwitcher rail={rail} />
      </div>
      <nav
        aria-label={t('navigation')}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 py-3"
      >
        {workspace &&
          NAVIGATION.map(({ name, items }) => (
            <div key={name ?? 'main'} className="flex flex-col gap-px">
              {name !== undefined && <GroupName rail={rail}>{t(`group.${name}`)}</GroupName>}
              {items.map(({ page, to, icon: Icon }) => (
                <Labelled key={page} rail={rail} label={t(`page.${page}`)}>
                  <Link
                    to={to}
                    params={{ slug: workspace.slug }}
                    activeOptions={{ exact: page === 'overview', includeSearch: false }}
                    className={itemClass(rail)}
                  >
                    <Icon aria-hidden className="size-4 shrink-0" />
                    <span className={rail ? 'sr-only' : 'truncate'}>{t(`page.${page}`)}</span>
                  </Link>
                </Labelled>
              ))}
            </div>
          ))}
        <div className="mt-auto flex flex-col gap-px">
          {user.isOperator && (
            <Labelled rail={rail} label={t('page.instance')}>
              <Link
                to="/instance"
                activeOptions={{ includeSearch: false }}
                className={itemClass(rail)}
              >
                <Instance aria-hidden className="size-4 shrink-0" />
                <span className={rail ? 'sr-only' : 'truncate'}>{t('page.instance')}</span>
              </Link>
            </Labelled>
          )}
          <Labelled rail={rail} label={t('documentation')}>
            <a href="/docs" target="_blank" rel="noreferrer" className={itemClass(rail)}>
              <BookOpen aria-hidden className="size-4 shrink-0" />
              <span className={rail ? 'sr-only' : 'truncate'}>{t('documentation')}</span>
            </a>
          </Labelled>
        </div>
      </nav>
    </>
  )
}

const itemClass = (rail: boolean): string =>
  classes(
    'flex h-8 items-center gap-2.5 rounded-md text-base text-ink-soft transition-colors hover:bg-hover hover:text-ink',
    'data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent',
    rail ? 'justify-center' : 'px-2.5',
  )

function GroupName({ rail, children }: { rail: boolean; children: ReactNode }): ReactNode {
  if (rail) return <div aria-hidden className="mx-2 mb-1.5 border-t" />
  return <p className="px-2.5 pb-1 text-xs font-medium text-ink-faint">{children}</p>
}

/** On the rail the name is only on hover and on focus. */
function Labelled({
  rail,
  label,
  children,
}: {
  rail: boolean
  label: string
  children: ReactElement
}): ReactNode {
  return rail ? (
    <Tooltip text={label} side="right" isLabel>
      {children}
    </Tooltip>
  ) : (
    children
  )
}
