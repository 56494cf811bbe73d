import { generateKeyPairSync } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openConsole, type ConsoleSession } from './_kit/console-session.ts'

/** What is typed to make a CA lives for one request: it is in no log and in no file. */
describe('passphrases and keys of CAs', () => {
  const PASSPHRASE = 'marmalade over the third hedge'
  const WRONG = 'treacle under the first bridge'
  let session: ConsoleSession

  beforeAll(async () => {
    session = await openConsole({ environment: { CERTMAN_LOG_LEVEL: 'debug' } })
  })
  afterAll(() => session[Symbol.asyncDispose]())

  const post = (path: string, body: object) =>
    session.call('POST', `/console/v1/workspaces/${session.workspaceId}/${path}`, body)

  test('are neither logged nor kept, whether they were right or wrong', async () => {
    const made = await post('authorities', {
      commonName: 'Quiet Root',
      keyAlgorithm: 'ECDSA-P256',
      passphrase: PASSPHRASE,
    })
    expect(made.status).toBe(200)
    const { id } = made.json.authority
    const published = await post(`authorities/${id}/publish`, { caPassphrase: PASSPHRASE })
    expect(published.status).toBe(200)
    const refused = await post(`authorities/${id}/publish`, { caPassphrase: WRONG })
    expect(refused.status).toBe(400)
    expect(refused.text).not.toContain(WRONG)
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
    const imported = await post('authority-imports', { pem, password: WRONG })
    expect(imported.status).toBe(400)

    const key = pem.toString().split('\n')[1] ?? ''
    expect(key.length).toBeGreaterThan(40)
    const directory = session.server.directory
    const names = await readdir(directory, { recursive: true, withFileTypes: true })
    const files = names.filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(1)
    for (const secret of [PASSPHRASE, WRONG, key]) {
      expect(session.server.output()).not.toContain(secret)
      for (const file of files) {
        const octets = await readFile(join(file.parentPath, file.name))
        expect(octets.includes(secret), `${file.name} holds a secret`).toBe(false)
      }
    }
  })
})
