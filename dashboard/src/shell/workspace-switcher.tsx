import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, LayoutGrid, Plus } from 'lucide-react'
import { useSession } from '../api/session.ts'
import { Menu } from '../kit/menu.tsx'
import { classes } from '../kit/classes.ts'
import { useTexts } from '../texts/use-texts.ts'
import { useShownWorkspace } from '../workspace.ts'
import type { ReactNode } from 'react'

/** Which workspace one is in, and the way to another one. */
export function WorkspaceSwitcher({ rail }: { rail: boolean }): ReactNode {
  const { t } = useTexts('shell')
  const { workspaces } = useSession()
  const current = useShownWorkspace()
  const navigate = useNavigate()
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={classes(
            'flex w-full items-center gap-2.5 rounded-md transition-colors hover:bg-hover data-[state=open]:bg-hover',
            rail ? 'size-10 justify-center' : 'h-11 px-2',
          )}
        >
          <Initials name={current?.name ?? '+'} />
          <span className="sr-only">
            {t('workspace')}: {rail && current?.name}
          </span>
          {!rail && (
            <>
              <span className="min-w-0 flex-1 text-start">
                <span className="block truncate text-base leading-4.5 font-semibold">
                  {current?.name ?? t('createWorkspace')}
                </span>
                {current && (
                  <span className="block truncate text-xs leading-4 text-ink-faint">
                    {t(`plan.${current.plan}`)} · {t(`role.${current.role}`)}
                  </span>
                )}
              </span>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
            </>
          )}
        </button>
      }
      sections={[
        {
          label: t('workspaces'),
          items: workspaces.map((workspace) => ({
            id: workspace.id,
            label: workspace.name,
            icon: <Initials name={workspace.name} small />,
            checked: workspace.id === current?.id,
            onSelect: () => void navigate({ to: '/w/$slug', params: { slug: workspace.slug } }),
          })),
        },
        {
          items: [
            {
              id: 'create',
              label: t('createWorkspace'),
              icon: <Plus />,
              onSelect: () => void navigate({ to: '/workspaces', search: { new: '1' } }),
            },
            {
              id: 'all',
              label: t('allWorkspaces'),
              icon: <LayoutGrid />,
              onSelect: () => void navigate({ to: '/workspaces' }),
            },
          ],
        },
      ]}
    />
  )
}

function Initials({ name, small = false }: { name: string; small?: boolean }): ReactNode {
  return (
    <span
      aria-hidden
      className={classes(
        'flex shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-accent-ink',
        small ? 'size-5 text-[0.625rem]' : 'size-7 text-xs',
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
}
