import { z } from '@hono/zod-openapi'
import { replyJson } from '../../http/exchange.ts'
import { consoleEndpoint } from './endpoint.ts'
import { oneOf, text, time, timeText, uuid } from './fields.ts'
import type { SavedViews } from '../../access/saved-views.ts'
import type { ConsoleEndpoint } from './endpoint.ts'

const tag = 'Saved views'
const ROOT = '/console/v1/workspaces/{workspaceId}/views'
const MAX_QUERY = 4000
const PAGES = ['certificates'] as const

const viewSchema = z
  .object({
    id: z.string(),
    page: z.string(),
    name: z.string(),
    query: z.string(),
    created_at: time(),
  })
  .openapi('SavedView')

export const VIEW_ENDPOINTS: readonly ConsoleEndpoint[] = [
  consoleEndpoint({
    method: 'get',
    route: ROOT,
    operationId: 'listViews',
    tag,
    summary: 'The views of a page that somebody saved for themselves',
    access: 'workspace',
    query: z.object({ page: oneOf(PAGES) }),
    response: z.object({ views: z.array(viewSchema) }),
    costs: 'request',
    async answer({ views }, { exchange, act, principal, query }) {
      const saved = await views.list(act, principal.workspace.id, query.page)
      return replyJson(exchange, { views: saved.map(render) })
    },
  }),
  consoleEndpoint({
    method: 'post',
    route: ROOT,
    operationId: 'saveView',
    tag,
    summary: 'Keep the filters of a page under a name',
    access: 'workspace',
    body: {
      schema: z.object({ page: oneOf(PAGES), name: text(60), query: text(MAX_QUERY) }),
    },
    response: z.object({ view: viewSchema }),
    costs: 'request',
    async answer({ views }, { exchange, act, principal, body }) {
      const view = await views.save(act, principal.workspace.id, body)
      return replyJson(exchange, { view: render(view) })
    },
  }),
  consoleEndpoint({
    method: 'delete',
    route: `${ROOT}/{id}`,
    operationId: 'removeView',
    tag,
    summary: 'Forget a saved view',
    access: 'workspace',
    path: z.object({ id: uuid() }),
    response: z.object({ removed: z.literal(true) }),
    costs: 'request',
    async answer({ views }, { exchange, act, principal, path }) {
      await views.remove(act, principal.workspace.id, path.id)
      return replyJson(exchange, { removed: true })
    },
  }),
]

type View = Awaited<ReturnType<SavedViews['save']>>

function render({ id, page, name, query, createdAt }: View): z.input<typeof viewSchema> {
  return { id, page, name, query, created_at: timeText(createdAt) }
}
