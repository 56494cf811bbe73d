import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Checkbox } from '../../kit/choice.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { useWorkspace } from '../../workspace.ts'
import { CalendarView } from './calendar-view.tsx'
import { FeedDialog } from './feed-dialog.tsx'
import { HeatMap } from './heat-map.tsx'
import { ListView } from './list-view.tsx'
import { Timeline } from './timeline.tsx'
import type { ReactNode } from 'react'
import type { Narrowed } from './types.ts'

const VIEWS = ['timeline', 'heat', 'calendar', 'list'] as const

/** What ends when, in four views of the same. */
export function ExpiryPage(): ReactNode {
  const { t } = useTexts('expiry')
  const workspace = useWorkspace()
  const [url, setUrl] = useUrlState({ view: 'timeline', ca: '', replaced: '' })
  const [feedIsOpen, setFeedIsOpen] = useState(false)
  const authorities = useRead('listAuthorities', {
    path: { workspaceId: workspace.id },
    query: { includeRevoked: 'true' },
  })
  const view = VIEWS.find((one) => one === url.view) ?? 'timeline'
  // The list keeps its days in the address too.
  const [, setDays] = useUrlState({ view: 'timeline', from: '', to: '', page: '1' })
  const narrowed: Narrowed = {
    workspaceId: workspace.id,
    caId: url.ca,
    replaced: url.replaced === 'yes',
    openDays: (from, to) => setDays({ view: 'list', from, to, page: '1' }, true),
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        actions={
          <Button
            icon={<CalendarPlus aria-hidden className="size-4" />}
            onClick={() => setFeedIsOpen(true)}
          >
            {t('feed.open')}
          </Button>
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
        <Select
          size="sm"
          className="w-full sm:w-64"
          aria-label={t('authority')}
          value={url.ca}
          onChange={(ca) => setUrl({ ca })}
          options={[
            { value: '', label: t('allAuthorities') },
            ...(authorities.data?.authorities ?? []).map(({ id, name }) => ({
              value: id,
              label: name,
            })),
          ]}
        />
        {(view === 'timeline' || view === 'list' || view === 'calendar') && (
          <Checkbox
            label={t('showReplaced')}
            checked={url.replaced === 'yes'}
            onChange={(on) => setUrl({ replaced: on ? 'yes' : '' })}
          />
        )}
      </div>
      <Tabs
        label={t('title')}
        value={view}
        onChange={(next) => setUrl({ view: next })}
        tabs={[
          { value: 'timeline', label: t('tabs.timeline'), content: <Timeline {...narrowed} /> },
          { value: 'heat', label: t('tabs.heat'), content: <HeatMap {...narrowed} /> },
          { value: 'calendar', label: t('tabs.calendar'), content: <CalendarView {...narrowed} /> },
          { value: 'list', label: t('tabs.list'), content: <ListView {...narrowed} /> },
        ]}
      />
      <FeedDialog open={feedIsOpen} onClose={() => setFeedIsOpen(false)} />
    </>
  )
}
