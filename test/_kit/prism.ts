import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface ValidatingProxy extends AsyncDisposable {
  readonly url: string
}

/**
 * Prism in front of a server: an answer that the OpenAPI document does not describe comes back as 500 with the violation.
 * Questions pass as they are, the wrong ones too.
 */
export async function startValidatingProxy(
  prism: string,
  document: string,
  upstream: string,
): Promise<ValidatingProxy> {
  const port = await freePort()
  const listen = ['--host', '127.0.0.1', '--port', String(port)]
  const rules = ['--errors', '--validate-request=false', '--cors=false']
  const args = [prism, 'proxy', document, upstream, ...listen, ...rules]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const orphan = (): boolean => child.kill('SIGKILL')
  process.once('exit', orphan)
  const ended = once(child, 'close')
  let output = ''
  const listens = new Promise<void>((resolve, reject) => {
    const gather = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('Prism is listening')) resolve()
    }
    child.stdout.on('data', gather)
    child.stderr.on('data', gather)
    child.on('close', () => reject(new Error(`prism ended and said:\n${output}`)))
  })
  await listens
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      process.removeListener('exit', orphan)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server has such an address
  server.close()
  await once(server, 'close')
  return port
}
