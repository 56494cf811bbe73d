import { expect, test } from 'vitest'
import { eventData } from './event-stream.ts'

async function read(...chunks: readonly string[]): Promise<readonly string[]> {
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
  const events: string[] = []
  for await (const data of eventData(stream)) events.push(data)
  return events
}

test.each([
  ['one event', ['event: message\ndata: {"a":1}\n\n'], ['{"a":1}']],
  ['an event in pieces', ['da', 'ta: {"a"', ':1}\n', '\n'], ['{"a":1}']],
  ['several lines of one event', ['data: {\ndata: }\n\n'], ['{\n}']],
  [
    'CRLF, and a comment to keep the line alive',
    ['data:x\r\n\r\n: ping\r\n\r\ndata: y\r\n\r\n'],
    ['x', 'y'],
  ],
  ['CRLF that is cut in two', ['data: x\r', '\n\r', '\ndata: y\n\n'], ['x', 'y']],
  ['an id without data', ['id: 1\nretry: 5\n\n'], []],
  ['an end without the empty line', ['data: x\n'], ['x']],
])('%s', async (_title, chunks, expected) => {
  expect(await read(...chunks)).toEqual(expected)
})
