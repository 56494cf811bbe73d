import { useMemo } from 'react'
import { useUrlState } from '../../../url-state.ts'
import type { Input } from '../../../api/call.ts'

/** Everything that the list shows stands in its address; what is not there is this. */
export const LIST_DEFAULTS = {
  search: '',
  status: 'active',
  caId: '',
  algorithm: '',
  channel: '',
  createdFrom: '',
  createdTo: '',
  expiresFrom: '',
  expiresTo: '',
  revokedFrom: '',
  replaced: '',
  sort: 'created',
  direction: 'desc',
  page: '1',
  pageSize: '25',
  columns: '',
  density: 'comfortable',
} as const

export type ListState = { readonly [Name in keyof typeof LIST_DEFAULTS]: string }
export type ChangeList = (change: Partial<ListState>, push?: boolean) => void

export const STATUSES = ['active', 'expiring', 'expired', 'revoked', 'replaced', 'all'] as const

type Query = Input<'listCertificates'>['query']
type Filters = Omit<NonNullable<Query>, 'sort' | 'direction' | 'page' | 'pageSize'>

export function useListState(): readonly [ListState, ChangeList] {
  const [state, setState] = useUrlState(LIST_DEFAULTS)
  const change: ChangeList = (next, push) =>
    // Another filter begins at its first page.
    setState('page' in next || isLook(next) ? next : { ...next, page: '1' }, push)
  return [state, change]
}

/** How it looks changes nothing of what is found. */
function isLook(change: Partial<ListState>): boolean {
  return Object.keys(change).every((name) => name === 'columns' || name === 'density')
}

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text)

/** The server takes what it knows, and refuses the rest in words. */
export function filtersOf(state: ListState): Filters {
  return {
    status: state.status,
    caId: orNothing(state.caId),
    search: orNothing(state.search.trim()),
    algorithm: orNothing(state.algorithm),
    channel: orNothing(state.channel),
    createdFrom: orNothing(state.createdFrom),
    createdTo: orNothing(state.createdTo),
    expiresFrom: orNothing(state.expiresFrom),
    expiresTo: orNothing(state.expiresTo),
    revokedFrom: orNothing(state.revokedFrom),
    replaced: orNothing(state.replaced),
  } as Filters
}

export function listQueryOf(state: ListState): NonNullable<Query> {
  return {
    ...filtersOf(state),
    sort: state.sort,
    direction: state.direction,
    page: Number(state.page) || 1,
    pageSize: Number(state.pageSize) || 25,
  } as unknown as NonNullable<Query>
}

export function useListQuery(state: ListState): NonNullable<Query> {
  return useMemo(() => listQueryOf(state), [state])
}

/** Whether anything but the standing narrows the list. */
export function isNarrowed(state: ListState): boolean {
  return FILTERS.some((name) => state[name] !== '')
}

export const FILTERS = [
  'search',
  'caId',
  'algorithm',
  'channel',
  'createdFrom',
  'createdTo',
  'expiresFrom',
  'expiresTo',
  'revokedFrom',
  'replaced',
] as const
