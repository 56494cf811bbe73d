import { Link } from '@tanstack/react-router'
import { CalendarCheck, ListChecks } from 'lucide-react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { EmptyState, ErrorState, Notice } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { addDays, DAY, parseDay, startOf, today } from './days.ts'
import { ExpiringTable } from './expiring-table.tsx'
import { rangeQuery, type Narrowed } from './types.ts'
import type { ReactNode } from 'react'

const PAGE_SIZE = 50
const MOST_DAYS = 731

/** Page by page, within days that are chosen. */
export function ListView(props: Narrowed): ReactNode {
  const { t } = useTexts('expiry')
  const { slug } = useWorkspace()
  const [url, setUrl] = useUrlState({ from: '', to: '', page: '1' })
  const from = parseDay(url.from) ?? today()
  const to = parseDay(url.to) ?? addDays(today(), 90)
  const page = Math.max(1, Number(url.page) || 1)
  const fits = from <= to && startOf(to) - startOf(from) <= MOST_DAYS * DAY
  const read = useRead(
    'listExpiring',
    {
      path: { workspaceId: props.workspaceId },
      query: {
        ...rangeQuery(props, from, to),
        page,
        pageSize: PAGE_SIZE,
        ...(props.replaced && { replaced: 'include' as const }),
      },
    },
    { keepPrevious: true, enabled: fits },
  )
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <Field label={t('list.from')} className="min-w-34 flex-1 sm:w-40 sm:flex-none">
          <TextInput
            type="date"
            value={from}
            max={to}
            onChange={(day) => setUrl({ from: day, page: '1' })}
          />
        </Field>
        <Field label={t('list.to')} className="min-w-34 flex-1 sm:w-40 sm:flex-none">
          <TextInput
            type="date"
            value={to}
            min={from}
            onChange={(day) => setUrl({ to: day, page: '1' })}
          />
        </Field>
        {fits && (
          <Button asChild className="ms-auto self-end">
            <Link
              to="/w/$slug/certificates"
              params={{ slug }}
              search={{
                expiresFrom: from,
                expiresTo: to,
                ...(props.caId !== '' && { caId: props.caId }),
              }}
            >
              <ListChecks aria-hidden className="size-4" />
              {t('list.manage')}
            </Link>
          </Button>
        )}
      </div>
      {!fits && <Notice tone="bad" title={t('list.wrong')} />}
      {read.error && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {fits && !read.error && (
        <ExpiringTable
          certificates={read.data?.certificates}
          empty={<EmptyState icon={CalendarCheck} title={t('nothing')} />}
        />
      )}
      {read.data && read.data.total > PAGE_SIZE && (
        <Pagination
          page={page}
          pageSize={PAGE_SIZE}
          total={read.data.total}
          onPage={(next) => setUrl({ page: String(next) })}
        />
      )}
    </>
  )
}
