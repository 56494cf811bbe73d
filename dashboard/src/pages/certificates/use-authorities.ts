import { useMemo } from 'react'
import { useRead } from '../../api/queries.ts'
import { useWorkspace } from '../../workspace.ts'
import type { Output } from '../../api/call.ts'

export type Authority = Output<'listAuthorities'>['authorities'][number]

/** The CAs of the workspace, revoked ones too: certificates of theirs are still listed. */
export function useAuthorities(): {
  readonly all: readonly Authority[] | undefined
  readonly nameOf: (id: string) => string
} {
  const { id: workspaceId } = useWorkspace()
  const { data } = useRead('listAuthorities', {
    path: { workspaceId },
    query: { includeRevoked: 'true' },
  })
  return useMemo(() => {
    const names = new Map(data?.authorities.map(({ id, name }) => [id, name]))
    return { all: data?.authorities, nameOf: (id) => names.get(id) ?? '' }
  }, [data])
}

/** Those that can sign now. */
export function issuingAuthorities(
  all: readonly Authority[] | undefined,
): readonly Authority[] | undefined {
  return all?.filter(({ unusable_reason, revoked_at }) => unusable_reason === null && !revoked_at)
}

/** Where a certificate usually comes from: the lowest CA that can sign, a root only when there is nothing below it. */
export function usualAuthority(usable: readonly Authority[]): Authority | undefined {
  return usable.toSorted((a, b) => b.depth - a.depth)[0]
}
