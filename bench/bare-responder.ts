import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the parent says first. */
export interface BareAnswer {
  readonly base64: string
  /** How many octets are signed, with P-256, before each answer; 0: none. */
  readonly signed: number
}

/** The least that an HTTP responder can do, in a process of its own: the same octets for every GET. Tells its port. */
process.once('message', ({ base64, signed }: BareAnswer) => {
  const body = Buffer.from(base64, 'base64')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const data = Buffer.alloc(signed, 0x30)
  const server = createServer((_, response) => {
    if (signed > 0) sign('sha256', data, privateKey)
    response.setHeader('Content-Type', 'application/ocsp-response')
    response.end(body)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
process.once('disconnect', () => process.exit())
