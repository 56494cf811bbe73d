import { DatabaseBackup, Download, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Menu } from '../../kit/menu.tsx'
import { EmptyState, ErrorState, Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { formatOctets } from './octets.ts'
import type { ReactNode } from 'react'

/** Copies of the database, for those without a shell on the machine. */
export function Backups(): ReactNode {
  const { t } = useTexts('instance')
  const instance = useRead('getInstance', {})
  const { data, error, refetch } = useRead('listBackups', {})
  const create = useAct('createBackup', {
    refreshes: ['listBackups'],
    toastsErrors: true,
    onDone: () => toast.success(t('backups.created')),
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const offered = instance.data?.instance.backups_are_offered !== false
  if (!offered) return <Notice>{t('backups.postgres')}</Notice>
  const button = (
    <Button
      look="primary"
      icon={<DatabaseBackup aria-hidden className="size-4" />}
      busy={create.isPending}
      onClick={() => create.mutate({})}
    >
      {t(create.isPending ? 'backups.creating' : 'backups.create')}
    </Button>
  )
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose min-w-0 flex-1 basis-72 text-base text-ink-soft">
          {t('backups.intro')}
        </p>
        {data !== undefined && data.backups.length > 0 && button}
      </div>
      <DataTable
        label={t('tabs.backups')}
        rows={data?.backups}
        rowKey={({ name }) => name}
        expectedRows={2}
        empty={
          <EmptyState icon={DatabaseBackup} title={t('backups.none')} actions={button}>
            {t('backups.noneText')}
          </EmptyState>
        }
        columns={[
          {
            id: 'name',
            header: t('backups.name'),
            cell: ({ name }) => <span className="font-mono text-sm break-all">{name}</span>,
          },
          {
            id: 'size',
            header: t('backups.size'),
            align: 'end',
            cell: ({ bytes }) => formatOctets(bytes),
          },
          {
            id: 'made',
            header: t('backups.made'),
            hideBelow: 'sm',
            cell: (backup) => <Time at={backup.created_at} />,
          },
          {
            id: 'actions',
            header: t('backups.actions', { name: '' }),
            headerHidden: true,
            align: 'end',
            className: 'w-12',
            cell: ({ name }) => <BackupMenu name={name} />,
          },
        ]}
      />
    </>
  )
}

function BackupMenu({ name }: { name: string }): ReactNode {
  const { t } = useTexts('instance')
  const [loading, setLoading] = useState(false)
  const remove = useAct('deleteBackup', {
    refreshes: ['listBackups'],
    toastsErrors: true,
    onDone: () => toast.success(t('backups.deleted')),
  })
  const download = async (): Promise<void> => {
    setLoading(true)
    try {
      // Through `call`, since it may ask who it is: a link could not.
      const response = await call('downloadBackup', { path: { name } })
      saveBlob(name, await response.blob())
    } catch (error) {
      toast.error(error)
    } finally {
      setLoading(false)
    }
  }
  return (
    <Menu
      trigger={
        <IconButton label={t('backups.actions', { name })} size="sm" busy={loading}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
      sections={[
        {
          items: [
            {
              id: 'download',
              label: t('backups.download'),
              icon: <Download />,
              onSelect: () => void download(),
            },
            {
              id: 'delete',
              label: t('backups.delete'),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => remove.mutate({ path: { name } }),
            },
          ],
        },
      ]}
    />
  )
}

function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
