import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdConversation, parseTranscript } from './transcripts.ts'

const ID = '550e8400-e29b-41d4-a716-446655440000'

/** Answers what it was asked, with an id and a time. */
function startEcho(): Promise<Server> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method, url, headers } = request
      response.writeHead(201, { 'Content-Type': 'application/json', 'X-Id': ID })
      const answer = { id: ID, at: '2026-01-01T00:00:00.000Z', count: 2, list: ['a', 'b'] }
      response.end(JSON.stringify({ ...answer, method, url, test: headers['x-test'], body }))
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

const GOOD = `# A comment, then a question with a header and a body.
POST /things?q=1
X-Test: <given>

{ "pem": "<given>" }

-> 201
Content-Type: application/json
X-Id: <uuid id>
WWW-Authenticate: <absent>

{
  "id": "<id>",
  "at": "<time>",
  "count": "<number>",
  "list": ["a", "..."],
  "method": "POST",
  "url": "<text>",
  "test": "given",
  "body": "<any>"
}

# What was captured is known afterwards.
GET /things/<id>
X-Test: x
-> 201
<any>
`

describe('transcripts', () => {
  let server: Server
  let url = ''

  beforeAll(async () => {
    server = await startEcho()
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server has such an address
  })
  afterAll(() => server.close())

  const hold = (text: string): Promise<unknown> =>
    holdConversation('t', text, url, new Map([['given', 'given']]))

  test('an answer as written passes, and captures', async () => {
    await expect(hold(GOOD)).resolves.toHaveLength(2)
  })

  test.each([
    ['the status', '-> 201', '-> 200', 'status 201, not 200'],
    ['a header', 'Content-Type: application/json', 'Content-Type: text/html', 'not text/html'],
    ['a missing header', 'X-Id: <uuid id>', 'X-Id: <uuid id>\nX-Od: <text>', 'X-Od is missing'],
    ['a forbidden header', 'WWW-Authenticate: <absent>', 'X-Id: <absent>', 'X-Id is there'],
    ['a placeholder', '"at": "<time>"', '"at": "<uuid>"', '$.at is'],
    ['a capture', '"id": "<id>"', '"id": "<given>"', '$.id is'],
    ['a number', '"count": "<number>"', '"count": 3', '$.count is 2, not 3'],
    ['an element', '["a", "..."]', '["b", "..."]', '$.list[0] is'],
    ['a short array', '["a", "..."]', '["a"]', '$.list has 2 elements, not 1'],
    ['a missing member', '  "count": "<number>",\n', '', '$ has the members'],
    [
      'the order',
      '"id": "<id>",\n  "at": "<time>",',
      '"at": "<time>",\n  "id": "<id>",',
      'members',
    ],
    ['a body that must be empty', '-> 201\n<any>', '-> 201', 'not empty'],
    ['an unknown variable', '/things/<id>', '/things/<what>', 'nothing is known as <what>'],
    ['no status', '-> 201\n<any>', '', 'has no "-> status"'],
    ['a stray line', '# A comment', 'A comment', 'neither a request nor a comment'],
  ])('one that differs in %s fails', async (_, written, instead, complaint) => {
    expect(GOOD).toContain(written)
    await expect(hold(GOOD.replace(written, instead))).rejects.toThrow(complaint)
  })

  test('a text without requests is an empty conversation', () => {
    expect(parseTranscript('# nothing\n')).toEqual([])
  })
})
