import { useInfiniteQuery } from '@tanstack/react-query'
import { call, type Output } from '../../api/call.ts'
import { useUrlState } from '../../url-state.ts'

export type AuditEvent = Output<'listAuditEvents'>['events'][number]

const NONE = { action: '', actor: '', subject: '', from: '', to: '' } as const
export type AuditFilter = { readonly [Name in keyof typeof NONE]: string }

/** In the address, so that a link says what one sees. */
export function useAuditFilter(): readonly [AuditFilter, (change: Partial<AuditFilter>) => void] {
  const [filter, change] = useUrlState(NONE)
  return [filter, change]
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
}

/** As the server asks for it: what is empty is left out. */
export function queryOf({ action, actor, subject, from, to }: AuditFilter): {
  readonly [Name in 'action' | 'actorId' | 'subject' | 'from' | 'to']?: string
} {
  return {
    ...(action === '' ? {} : { action }),
    ...(actor === '' ? {} : { actorId: actor }),
    ...(subject === '' ? {} : { subject }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  }
}

/** Page by page towards the past. @param workspaceId null: of the whole instance */
export function useAuditPages(workspaceId: string | null, filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['auditEvents', workspaceId, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Output<'listAuditEvents'>> => {
      const query = {
        ...queryOf(filter),
        ...(pageParam === undefined ? {} : { before: pageParam }),
      }
      return workspaceId === null
        ? call('listInstanceAuditEvents', { query }, { signal })
        : call('listAuditEvents', { path: { workspaceId }, query }, { signal })
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}
