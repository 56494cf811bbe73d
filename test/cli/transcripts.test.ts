import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  newHome,
  runLineIn,
  startCertmanServer,
  variablesOf,
  type CertmanServer,
} from '../_kit/certman-lines.ts'
import { playTranscript } from '../_kit/command-transcripts.ts'

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'))

describe('transcripts', () => {
  let server: CertmanServer
  beforeAll(async () => {
    server = await startCertmanServer()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  test('are there', () => {
    expect(files.length).toBeGreaterThan(8)
  })

  test.each(files)('%s', async (file) => {
    await using home = await newHome()
    const { directory } = home
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    const variables = variablesOf(server, directory)
    const played = await playTranscript(file, text, {}, variables, runLineIn(directory))
    expect(played.length).toBeGreaterThan(0)
  })
})
