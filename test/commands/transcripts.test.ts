import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { playTranscript } from '../_kit/command-transcripts.ts'
import { makeInstance } from '../_kit/operator-instance.ts'

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'))

test('there are transcripts', () => {
  expect(files.length).toBeGreaterThan(5)
})

test.each(files)('%s', async (file) => {
  await using instance = await makeInstance()
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const played = await playTranscript(
    file,
    text,
    instance.settings,
    new Map([['directory', instance.directory]]),
  )
  expect(played.length).toBeGreaterThan(0)
})

test.each([
  ['another exit code', '$ ca lst\n| <any>\n', 'exit code 2, not 0'],
  ['another output', '$ --version\nnone\n', 'standard output is not as written'],
  ['another sentence', '$ ca lst\n| Error: no\n-> 2\n', 'standard error is not as written'],
  ['a line that is none', 'ca list\n', 'neither a command nor a comment'],
])('a transcript fails at %s', async (_name, text, message) => {
  await expect(playTranscript('x', text, {}, new Map())).rejects.toThrow(message)
})
