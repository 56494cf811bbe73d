import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The least that an HTTP server can do, in a process of its own: GET answers the bytes that the parent sent first, POST
 * reads a JSON body and answers the same. Tells the parent its port.
 */
process.once('message', (body: string) => {
  const server = createServer((request, response) => {
    const answer = (): void => {
      response.setHeader('Content-Type', 'application/json')
      response.end(body)
    }
    if (request.method === 'GET') {
      answer()
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString())
      answer()
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
process.once('disconnect', () => process.exit())
