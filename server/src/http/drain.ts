import { Server as NetServer } from 'node:net'
import type { Server, ServerResponse } from 'node:http'
import type { Server as TlsServer } from 'node:https'

/** Time for requests that are on their way on idle connections when the end begins. */
const GRACE_MILLISECONDS = 250
const LOOK_EVERY_MILLISECONDS = 25

/** Ends a server without cutting a request. */
export class Drain {
  readonly #running = new Set<ServerResponse>()
  #ending = false

  /** Each answer is known while it runs; those that begin after the end has begun also close their connection. */
  track(outgoing: ServerResponse): void {
    if (this.#ending) outgoing.shouldKeepAlive = false
    this.#running.add(outgoing)
    outgoing.once('close', () => this.#running.delete(outgoing))
  }

  /**
   * No further connection; running answers go out with `Connection: close`; connections without a request end after a
   * short grace, because a client may just be sending one. What still runs after `limit` milliseconds is cut.
   */
  async end(server: Server | TlsServer, limit: number): Promise<void> {
    this.#ending = true
    for (const outgoing of this.#running)
      if (!outgoing.headersSent) outgoing.shouldKeepAlive = false
    const closed = new Promise<void>((resolve) => {
      // http.Server's own close() would end idle connections at once, under a request that is on its way.
      NetServer.prototype.close.call(server, () => resolve())
    })
    const giveUp = Date.now() + limit
    const idleEnds = Date.now() + GRACE_MILLISECONDS
    const timer = setInterval(() => {
      const now = Date.now()
      if (now >= giveUp) server.closeAllConnections()
      else if (now >= idleEnds) server.closeIdleConnections()
    }, LOOK_EVERY_MILLISECONDS)
    await closed
    clearInterval(timer)
    // Ends the server's own watch over slow connections.
    server.close()
  }
}
