import { Link } from '@tanstack/react-router'
import { Building2, ChevronRight, Plus } from 'lucide-react'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Pill } from '../../kit/pill.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { CreateWorkspaceDialog } from './create-workspace-dialog.tsx'
import type { ReactNode } from 'react'

/** All that one belongs to, and the way to a new one. */
export function WorkspacesPage(): ReactNode {
  const { t } = useTexts('workspaces')
  const { workspaces } = useSession()
  const [state, setState] = useUrlState({ new: '' })
  const create = (
    <Button
      look="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setState({ new: '1' })}
    >
      {t('create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} actions={create} />
      {workspaces.length === 0 ? (
        <EmptyState icon={Building2} title={t('none')} actions={create}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <ul className="divide-y overflow-hidden rounded-lg border bg-surface shadow-card">
          {workspaces.map((workspace) => (
            <li key={workspace.id}>
              <Link
                to="/w/$slug"
                params={{ slug: workspace.slug }}
                className="flex items-center gap-3 px-4 py-3 -outline-offset-2 transition-colors hover:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-medium break-words">{workspace.name}</span>
                  <span className="block truncate font-mono text-xs text-ink-faint">
                    {workspace.slug}
                  </span>
                </span>
                <Pill>{t(`role.${workspace.role}`)}</Pill>
                <Pill tone="accent">{t(`plan.${workspace.plan}`)}</Pill>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {state.new === '1' && <CreateWorkspaceDialog onClose={() => setState({ new: '' })} />}
    </>
  )
}
