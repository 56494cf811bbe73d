import { expect, test } from 'vitest'
import { csvOf, jsonLinesOf } from './audit-lines.ts'
import type { NamedAuditEvent } from '../../audit/read.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'

function named(detail: AuditEvent['detail'], name: string): NamedAuditEvent {
  const event: AuditEvent = {
    action: 'apiKey.created',
    outcome: 'done',
    at: Date.UTC(2026, 0, 2, 3, 4, 5),
    actor: { kind: 'apiKey', id: 'id-1', address: '192.0.2.1' },
    workspaceId: null,
    subject: 'subject-1',
    requestId: 'r-1',
    detail,
  }
  return { place: { at: event.at, seq: 1 }, event, actor: { id: 'id-1', name, prefix: 'cm_abcd' } }
}

async function* pages(...events: readonly NamedAuditEvent[]) {
  yield events
}

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const line of lines) text += line
  return text
}

test('CSV quotes what would break a line, and lets no name become a formula', async () => {
  const csv = await textOf(csvOf(pages(named({ name: 'a "b", c' }, '=HYPERLINK("http://x")'))))
  const [header, line, rest] = csv.split('\r\n')
  expect(header).toBe(
    '\uFEFFat,action,outcome,actor_kind,actor_id,actor_name,address,workspace_id,subject,request_id,detail',
  )
  expect(line).toBe(
    '2026-01-02T03:04:05.000Z,apiKey.created,done,apiKey,id-1,"\'=HYPERLINK(""http://x"")",192.0.2.1,,subject-1,r-1,"{""name"":""a \\""b\\"", c""}"',
  )
  expect(rest).toBe('')
})

test('JSON by line holds what a page of the log holds', async () => {
  const lines = await textOf(jsonLinesOf(pages(named({ count: 2 }, 'Key'), named({}, 'Key'))))
  const [first, second, rest] = lines.split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({
    at: '2026-01-02T03:04:05.000Z',
    actor: { name: 'Key', prefix: 'cm_abcd' },
    detail: { count: 2 },
  })
  expect(JSON.parse(second ?? '')).toMatchObject({ detail: {} })
  expect(rest).toBe('')
})
