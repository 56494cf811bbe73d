import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createConsole } from './console.ts'
import { CLEAR_LINE, renderProgress, startProgress } from './progress.ts'

test.each([
  [0, 100, 0, '[------------------------]  0 of 100   0/s   some time left'],
  [25, 100, 5, '[######------------------]  25 of 100   5/s   15 s left'],
  [100, 100, 8, '[########################]  100 of 100   13/s   0 s left'],
  // More were found than were counted before.
  [120, 100, 10, '[########################]  120 of 120   12/s   0 s left'],
  [0, 0, 1, '[########################]  0 of 0   0/s   some time left'],
])('%d of %d after %d s', (done, total, seconds, line) => {
  expect(renderProgress(done, total, seconds)).toBe(line)
})

test('a terminal sees one line drawn over, and nothing of it in the end; a file sees no drawing', async () => {
  const drawn: Record<string, string> = {}
  for (const isTTY of [true, false]) {
    let said = ''
    const talk = Object.assign(new PassThrough(), { isTTY })
    talk.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const console = createConsole(
      { variables: {}, input: new PassThrough(), output: new PassThrough(), talk, operator: 'x' },
      () => false,
      () => {},
    )
    const progress = startProgress(console, 10)
    progress.at(1)
    await new Promise((resolve) => setTimeout(resolve, 120))
    progress.at(2)
    progress.end()
    drawn[String(isTTY)] = said
  }
  const [before, line, after] = (drawn['true'] ?? '').split(CLEAR_LINE)
  expect([before, after]).toEqual(['', ''])
  expect(line).toMatch(/^\[#+-+\] {2}2 of 10 /)
  expect(drawn['false']).toBe('')
})
