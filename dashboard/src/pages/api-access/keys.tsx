import { Bot, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { Select } from '../../kit/select.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { useKeyColumns, type ApiKey } from './key-columns.tsx'
import { RevokeKey } from './revoke-key.tsx'
import { RotateKey } from './rotate-key.tsx'
import type { ReactNode } from 'react'
import type { ShownKey } from './key-shown.tsx'

const ENDED = ['recent', 'none', 'all'] as const
type Ended = (typeof ENDED)[number]

export function Keys({
  onCreate,
  onConnect,
  onRotated,
}: {
  onCreate: () => void
  onConnect: () => void
  onRotated: (shown: ShownKey) => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const { id: workspaceId } = useWorkspace()
  const [state, setState] = useUrlState({ ended: 'recent' })
  const ended = ENDED.find((one) => one === state.ended) ?? 'recent'
  const { data, error, refetch } = useRead(
    'listApiKeys',
    { path: { workspaceId }, query: { ended } },
    { keepPrevious: true },
  )
  const [doing, setDoing] = useState<{ what: 'rotate' | 'revoke'; key: ApiKey }>()
  const columns = useKeyColumns(setDoing)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const close = (): void => setDoing(undefined)
  return (
    <>
      <div className="mb-3 flex justify-end">
        <Select<Ended>
          size="sm"
          className="w-64 max-w-full"
          aria-label={t('filterLabel')}
          value={ended}
          onChange={(value) => setState({ ended: value })}
          options={ENDED.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </div>
      <DataTable
        label={t('tabs.keys')}
        rows={data?.apiKeys}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        expectedRows={3}
        columns={columns}
        empty={<NoKeys onCreate={onCreate} onConnect={onConnect} />}
      />
      {doing?.what === 'revoke' && <RevokeKey apiKey={doing.key} onClose={close} />}
      {doing?.what === 'rotate' && (
        <RotateKey
          apiKey={doing.key}
          onClose={close}
          onRotated={(made, until) => {
            close()
            onRotated({ made, formerEndsAt: until })
          }}
        />
      )}
    </>
  )
}

/** Two ways in: which of them one wants is the first question. */
function NoKeys({
  onCreate,
  onConnect,
}: {
  onCreate: () => void
  onConnect: () => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const ways = [
    { id: 'script', icon: KeyRound, action: t('create'), act: onCreate },
    { id: 'assistant', icon: Bot, action: t('empty.connect'), act: onConnect },
  ] as const
  return (
    <section aria-label={t('empty.title')} className="grid gap-4 sm:grid-cols-2">
      {ways.map(({ id, icon: Icon, action, act }) => (
        <Card key={id}>
          <span className="mb-3 flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent">
            <Icon aria-hidden className="size-5" />
          </span>
          <h2 className="text-lg font-semibold">{t(`empty.${id}`)}</h2>
          <p className="mt-1 mb-4 text-base text-ink-soft">{t(`empty.${id}Text`)}</p>
          <Button onClick={act}>{action}</Button>
        </Card>
      ))}
    </section>
  )
}
