import { useRead } from '../../api/queries.ts'
import { PageHeader } from '../../kit/page-header.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import { DeleteWorkspace } from './delete-workspace.tsx'
import { SettingsForm } from './settings-form.tsx'
import type { ReactNode } from 'react'

/** What a workspace is called, what it decides for its members, and its end. */
export function SettingsPage(): ReactNode {
  const { t } = useTexts('settings')
  const { id: workspaceId } = useWorkspace()
  const { data, error, refetch } = useRead('getWorkspace', { path: { workspaceId } })
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="flex max-w-3xl flex-col gap-5">
          {data === undefined ? (
            <>
              <Skeleton className="h-64 w-full" />
              <Skeleton className="h-48 w-full" />
            </>
          ) : (
            <>
              <SettingsForm key={data.workspace.id} workspace={data.workspace} />
              <DeleteWorkspace />
            </>
          )}
        </div>
      )}
    </>
  )
}
