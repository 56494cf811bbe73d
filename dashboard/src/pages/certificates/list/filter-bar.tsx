import { Search, SlidersHorizontal, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { TextInput } from '../../../kit/text-input.tsx'
import { formatDate } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { useAuthorities } from '../use-authorities.ts'
import { ALGORITHMS, CHANNELS } from '../types.ts'
import { FILTERS, STATUSES } from './list-state.ts'
import type { ReactNode } from 'react'
import type { ChangeList, ListState } from './list-state.ts'

const SEARCH_MILLISECONDS = 250
const MORE = [
  'algorithm',
  'channel',
  'createdFrom',
  'createdTo',
  'expiresFrom',
  'expiresTo',
  'revokedFrom',
  'replaced',
] as const

/** Search, standing and CA always; the rest on demand; and what narrows the list now, each to be taken away. */
export function FilterBar({
  state,
  change,
  children,
}: {
  state: ListState
  change: ChangeList
  /** At the end of the row. */
  children?: ReactNode
}): ReactNode {
  const { t } = useTexts('certificates')
  const { all } = useAuthorities()
  const more = MORE.filter((name) => state[name] !== '').length
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="mb-3 flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField value={state.search} onSearch={(search) => change({ search })} />
        <Select
          className="w-40 max-sm:min-w-32 max-sm:flex-1"
          aria-label={t('filter.status')}
          value={state.status}
          onChange={(status) => change({ status })}
          options={STATUSES.map((value) => ({ value, label: t(`filter.statuses.${value}`) }))}
        />
        <Select
          className="w-48 max-sm:min-w-36 max-sm:flex-1"
          aria-label={t('filter.authority')}
          value={state.caId}
          onChange={(caId) => change({ caId })}
          options={[
            { value: '', label: t('filter.anyAuthority') },
            ...(all ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button
          icon={<SlidersHorizontal aria-hidden className="size-4" />}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {more === 0 ? t('filter.more') : t('filter.moreCount', { count: more })}
        </Button>
        <div className="ms-auto flex items-center gap-2">{children}</div>
      </div>
      {isOpen && <MoreFilters state={state} change={change} />}
      <ActiveFilters state={state} change={change} />
    </div>
  )
}

/** Asks the server when somebody stops typing. */
function SearchField({
  value,
  onSearch,
}: {
  value: string
  onSearch: (search: string) => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const [typed, setTyped] = useState(value)
  // What was asked last comes back as the value while one types on; any other value comes from elsewhere.
  const asked = useRef(value)
  useEffect(() => {
    if (value !== asked.current) setTyped(value)
    asked.current = value
  }, [value])
  useEffect(() => {
    if (typed === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed
      onSearch(typed)
    }, SEARCH_MILLISECONDS)
    return () => clearTimeout(timer)
  })
  return (
    <span className="min-w-56 flex-1 max-sm:basis-full sm:max-w-80">
      <TextInput
        type="search"
        aria-label={t('filter.search')}
        placeholder={t('filter.searchHint')}
        value={typed}
        onChange={setTyped}
        leading={<Search />}
      />
    </span>
  )
}

function MoreFilters({ state, change }: { state: ListState; change: ChangeList }): ReactNode {
  const { t } = useTexts('certificates')
  const date = (name: 'createdFrom' | 'createdTo' | 'expiresFrom' | 'expiresTo'): ReactNode => (
    <Field label={t(`filter.${name}`)}>
      <TextInput
        type="date"
        value={state[name].slice(0, 10)}
        onChange={(value) => change({ [name]: value })}
      />
    </Field>
  )
  return (
    <div className="grid grid-cols-1 gap-3 rounded-lg border bg-surface p-3 sm:grid-cols-2 lg:grid-cols-6">
      <Field label={t('filter.algorithm')}>
        <Select
          value={state.algorithm}
          onChange={(algorithm) => change({ algorithm })}
          options={[
            { value: '', label: t('filter.any') },
            ...ALGORITHMS.map((value) => ({ value, label: value })),
          ]}
        />
      </Field>
      <Field label={t('filter.channel')}>
        <Select
          value={state.channel}
          onChange={(channel) => change({ channel })}
          options={[
            { value: '', label: t('filter.any') },
            ...CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
          ]}
        />
      </Field>
      {date('createdFrom')}
      {date('createdTo')}
      {date('expiresFrom')}
      {date('expiresTo')}
    </div>
  )
}

/** What narrows the list: each goes away by a click. */
function ActiveFilters({ state, change }: { state: ListState; change: ChangeList }): ReactNode {
  const { t } = useTexts('certificates')
  const { nameOf } = useAuthorities()
  const active = FILTERS.filter((name) => state[name] !== '')
  if (active.length === 0) return null
  const labelOf = (name: (typeof FILTERS)[number]): string =>
    t(name === 'search' ? 'filter.found' : `filter.${name}`)
  const valueOf = (name: (typeof FILTERS)[number]): string => {
    if (name === 'caId') return nameOf(state.caId) || state.caId
    if (name === 'channel') {
      const channel = CHANNELS.find((known) => known === state.channel)
      return channel === undefined ? state.channel : t(`channel.${channel}`)
    }
    if (name === 'replaced') return t(state.replaced === 'yes' ? 'filter.yes' : 'filter.no')
    return isMoment(name) ? dayOf(state[name]) : state[name]
  }
  return (
    <ul aria-label={t('filter.active')} className="flex flex-wrap items-center gap-1.5">
      {active.map((name) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => change({ [name]: '' })}
            title={isMoment(name) ? state[name] : undefined}
            aria-label={t('filter.remove', { name: labelOf(name), value: valueOf(name) })}
            className="inline-flex h-6 max-w-80 items-center gap-1 rounded-full bg-accent-soft ps-2.5 pe-1.5 text-xs font-medium text-accent hover:bg-hover"
          >
            <span className="truncate">
              {labelOf(name)}: {valueOf(name)}
            </span>
            <X aria-hidden className="size-3 shrink-0" />
          </button>
        </li>
      ))}
      <li>
        <Button
          look="ghost"
          size="sm"
          onClick={() => change(Object.fromEntries(active.map((name) => [name, ''])))}
        >
          {t('filter.clear')}
        </Button>
      </li>
    </ul>
  )
}

const isMoment = (name: (typeof FILTERS)[number]): boolean => /(From|To)$/.test(name)

/** A day that was chosen, or the moment that a number of another page was counted from. */
function dayOf(value: string): string {
  const date = new Date(value.length === 10 ? `${value}T00:00:00` : value)
  return Number.isNaN(date.getTime()) ? value : formatDate(date)
}
