import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { AddUserDialog } from './add-user-dialog.tsx'
import { SetupLinkDialog, type MadeLink } from './setup-link-dialog.tsx'
import { useUserColumns } from './user-columns.tsx'
import type { ReactNode } from 'react'

/** Everybody on the server. */
export function Users(): ReactNode {
  const { t } = useTexts('instance')
  const { data, error, refetch } = useRead('listUsers', {})
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<MadeLink>()
  const columns = useUserColumns(setMade)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <>
      <div className="mb-3 flex justify-end">
        <Button
          look="primary"
          icon={<UserPlus aria-hidden className="size-4" />}
          onClick={() => setAdding(true)}
        >
          {t('users.add')}
        </Button>
      </div>
      <DataTable
        label={t('tabs.users')}
        rows={data?.users}
        rowKey={({ id }) => id}
        expectedRows={4}
        columns={columns}
      />
      {adding && (
        <AddUserDialog
          onClose={() => setAdding(false)}
          onAdded={(link) => {
            setAdding(false)
            setMade(link)
          }}
        />
      )}
      {made && <SetupLinkDialog made={made} onClose={() => setMade(undefined)} />}
    </>
  )
}
