import type { IncomingMessage } from 'node:http'

/** One certificate takes about a hundred octets; this is what several hundred of them take. */
const MAX_OCTETS = 65_536

/**
 * The content of a request.
 * @returns `tooLarge` above 64 KiB, as soon as that is known; undefined when the client went away
 */
export function readOctets(
  incoming: IncomingMessage,
): Promise<Uint8Array | 'tooLarge' | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      // What still comes is dropped, so that the answer can be sent on this connection.
      if (size > MAX_OCTETS) resolve('tooLarge')
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    incoming.on('error', () => resolve(undefined))
    incoming.on('close', () => resolve(undefined))
  })
}
