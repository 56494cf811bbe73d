import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { toast } from '../kit/toast.tsx'
import { call } from './call.ts'
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import type { Input, OperationId, Output } from './call.ts'

/** The options of a read, for loaders and `queryClient.fetchQuery`. */
function reading<Id extends OperationId>(id: Id, input: Input<Id>) {
  return queryOptions({
    queryKey: [id, input] as const,
    queryFn: ({ signal }): Promise<Output<Id>> => call(id, input, { signal }),
  })
}

/** Reads an operation: `const { data, error, refetch } = useRead('listMembers', { path: { workspaceId } })`. */
export function useRead<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  options: {
    readonly enabled?: boolean
    /** Milliseconds: asks again and again, for what goes on without us. */
    readonly every?: number | false | ((output: Output<Id> | undefined) => number | false)
    /** While the next page is on its way, the last one stays in sight. */
    readonly keepPrevious?: boolean
  } = {},
): UseQueryResult<Output<Id>> {
  const { enabled = true, every = false, keepPrevious = false } = options
  return useQuery({
    ...reading(id, input),
    enabled,
    refetchInterval: (query) => (typeof every === 'function' ? every(query.state.data) : every),
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
  })
}

/**
 * Changes something: `const rename = useAct('renameWorkspace', { refreshes: ['getWorkspace'] })`, then
 * `rename.mutate({ path, body })`. Its error belongs into the form; where there is none, `toastsErrors` shows it at the edge.
 */
export function useAct<Id extends OperationId>(
  id: Id,
  options: {
    /** Reads that show something else afterwards. */
    readonly refreshes?: readonly OperationId[]
    readonly toastsErrors?: boolean
    readonly onDone?: (output: Output<Id>, input: Input<Id>) => void
  } = {},
): UseMutationResult<Output<Id>, Error, Input<Id>> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<Id>) => call(id, input),
    onSuccess: async (output, input) => {
      options.onDone?.(output, input)
      await Promise.all(
        (options.refreshes ?? []).map((read) => queries.invalidateQueries({ queryKey: [read] })),
      )
    },
    ...(options.toastsErrors === true ? { onError: (error: Error) => toast.error(error) } : {}),
  })
}
