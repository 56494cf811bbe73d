import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, as they came. */
  readonly data: string
}

/** A mail server of this machine that takes everything (RFC 5321), as far as a client of ours asks. */
export interface SmtpSink extends AsyncDisposable {
  readonly port: number
  readonly mails: Mail[]
  /** Refuses what is sent from now on. */
  refuses: boolean
}

export async function openSmtpSink(): Promise<SmtpSink> {
  const mails: Mail[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    converse(socket, sink)
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const sink: SmtpSink = {
    port: (server.address() as AddressInfo).port,
    mails,
    refuses: false,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
  return sink
}

function converse(socket: Socket, sink: SmtpSink): void {
  let pending = ''
  let from = ''
  let to: string[] = []
  let data: string[] | undefined
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  say('220 sink.example.com ESMTP')
  socket.on('data', (octets) => {
    pending += octets.toString('utf8')
    const lines = pending.split('\r\n')
    pending = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  socket.on('error', () => {})

  function hear(line: string): void {
    if (data !== undefined) {
      if (line !== '.') return void data.push(line.replace(/^\./, ''))
      sink.mails.push({ from, to, data: data.join('\r\n') })
      data = undefined
      to = []
      return say('250 taken')
    }
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return say('250 sink.example.com')
      case 'MAIL':
        from = address
        return say(sink.refuses ? '550 not from you' : '250 ok')
      case 'RCPT':
        to.push(address)
        return say('250 ok')
      case 'DATA':
        data = []
        return say('354 go on')
      case 'QUIT':
        say('221 bye')
        return void socket.end()
      default:
        return say('250 ok')
    }
  }
}
