import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, connect as connectPlain, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'

/** Debian's nginx on a port of its own, with all its files in one directory. */
export interface Nginx extends AsyncDisposable {
  readonly port: number
  /** For sh: checks the configuration and reloads it. */
  readonly reload: string
}

export async function startNginx(
  program: string,
  directory: string,
  files: { readonly certificate: string; readonly key: string },
): Promise<Nginx> {
  const port = await freePort()
  await mkdir(join(directory, 'logs'), { recursive: true })
  const configuration = join(directory, 'nginx.conf')
  await writeFile(
    configuration,
    `daemon off;
worker_processes 2;
pid ${directory}/nginx.pid;
error_log ${directory}/logs/error.log warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${directory}/body; proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi; uwsgi_temp_path ${directory}/uwsgi; scgi_temp_path ${directory}/scgi;
  server {
    listen 127.0.0.1:${port} ssl;
    server_name localhost;
    ssl_certificate ${files.certificate};
    ssl_certificate_key ${files.key};
    location / { return 200 "fresh\\n"; }
  }
}
`,
  )
  const words = ['-p', directory, '-c', configuration]
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const orphan = (): boolean => child.kill('SIGTERM')
  process.once('exit', orphan)
  for (let tries = 0; !(await listens(port)); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error(`nginx did not start: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const command = [program, ...words].join(' ')
  return {
    port,
    reload: `${command} -q -t && ${command} -s reload`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      process.removeListener('exit', orphan)
    },
  }
}

/** One connection: handshake verified against the root, request, answer. @returns the serial number it met */
export function requestOnce(port: number, root: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: root })
    let answer = ''
    let serial = ''
    socket.setTimeout(20_000, () => socket.destroy(new Error('nothing came for 20 s')))
    socket.on('secureConnect', () => {
      serial = socket.getPeerCertificate().serialNumber
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    })
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', reject)
    socket.on('close', () => {
      if (answer.startsWith('HTTP/1.1 200') && answer.endsWith('fresh\n')) resolve(serial)
      else reject(new Error(`the answer was "${answer}"`))
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise((resolve) => server.close(resolve))
  return port
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectPlain(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
