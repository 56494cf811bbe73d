import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { fetchDocument, requirePublic } from './client-documents.ts'

const signal = (): AbortSignal => AbortSignal.timeout(2000)

describe('documents of clients are fetched from the public Internet only', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    'fe80::1',
    'fd00::1',
    '64:ff9b::7f00:1',
  ])('not from %s', (address) => {
    expect(() => requirePublic(address)).toThrow()
  })

  test.each(['8.8.8.8', '2606:4700:4700::1111'])('but from %s', (address) => {
    expect(() => requirePublic(address)).not.toThrow()
  })

  test('a server of this machine is not even connected to, by address or by name', async () => {
    let connections = 0
    const server = createServer()
    server.on('connection', () => (connections += 1))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    try {
      const { port } = server.address() as AddressInfo
      for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1']) {
        const url = new URL(`https://${host}:${port}/client.json`)
        await expect(fetchDocument(url, signal())).rejects.toThrow()
      }
      expect(connections).toBe(0)
    } finally {
      server.close()
    }
  })
})
