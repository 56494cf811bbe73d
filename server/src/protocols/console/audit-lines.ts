import type { NamedAuditEvent } from '../../audit/read.ts'
import { timeText } from './fields.ts'

/** An event on the wire, in pages and in exports alike. */
export function renderAuditEvent({ event, actor }: NamedAuditEvent): {
  readonly at: string
  readonly action: string
  readonly outcome: string
  readonly actor: {
    readonly kind: string
    readonly id: string
    readonly name: string | null
    readonly prefix: string | null
    readonly address: string | null
  }
  readonly workspace_id: string | null
  readonly subject: string | null
  readonly request_id: string | null
  readonly detail: NamedAuditEvent['event']['detail']
} {
  return {
    at: timeText(event.at),
    action: event.action,
    outcome: event.outcome,
    actor: {
      kind: event.actor.kind,
      id: event.actor.id,
      name: actor?.name ?? null,
      prefix: actor?.prefix ?? null,
      address: event.actor.address,
    },
    workspace_id: event.workspaceId,
    subject: event.subject,
    request_id: event.requestId,
    detail: event.detail,
  }
}

type Pages = AsyncIterable<readonly NamedAuditEvent[]>

export async function* jsonLinesOf(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) {
    yield page.map((named) => `${JSON.stringify(renderAuditEvent(named))}\n`).join('')
  }
}

const COLUMNS = [
  'at',
  'action',
  'outcome',
  'actor_kind',
  'actor_id',
  'actor_name',
  'address',
  'workspace_id',
  'subject',
  'request_id',
  'detail',
] as const

/** RFC 4180, with the byte order mark by which spreadsheets know UTF-8. */
export async function* csvOf(pages: Pages): AsyncGenerator<string> {
  yield `\uFEFF${COLUMNS.join(',')}\r\n`
  for await (const page of pages) yield page.map(csvLine).join('')
}

function csvLine(named: NamedAuditEvent): string {
  const { actor, ...event } = renderAuditEvent(named)
  const cells = {
    ...event,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    address: actor.address,
    detail: JSON.stringify(event.detail),
  }
  return `${COLUMNS.map((column) => csvCell(cells[column] ?? '')).join(',')}\r\n`
}

/** A spreadsheet would compute what begins so: names that people chose must not become formulas. */
const FORMULA = /^[=+\-@\t\r]/

function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
