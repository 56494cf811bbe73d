/** After that the browser's EventSource comes back by itself: no stream outlives the rights of who reads it by much. */
const LONGEST_MILLISECONDS = 60_000
/** Proxies close what says nothing for half a minute. */
const HEARTBEAT_MILLISECONDS = 15_000

/**
 * Server-sent events (HTML standard §9.2): one `progress` for each value, and `end` when there will be no more. A failure
 * closes the stream without it; whoever reads asks again, and is told why.
 */
export function eventStream<Value>(
  gone: AbortSignal,
  follow: (signal: AbortSignal) => AsyncIterable<Value>,
  render: (value: Value) => object,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const ending = new AbortController()
  const longest = AbortSignal.timeout(LONGEST_MILLISECONDS)
  const signal = AbortSignal.any([gone, ending.signal, longest])
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text))
      const heartbeat = setInterval(() => {
        if (!signal.aborted) send(': still here\n\n')
      }, HEARTBEAT_MILLISECONDS)
      try {
        for await (const value of follow(signal)) {
          if (signal.aborted) break
          send(`event: progress\ndata: ${JSON.stringify(render(value))}\n\n`)
        }
        if (!signal.aborted) send('event: end\ndata: {}\n\n')
      } catch {
        // The stream ends; the next request for it is refused in words.
      } finally {
        clearInterval(heartbeat)
        if (!ending.signal.aborted) controller.close()
      }
    },
    cancel() {
      ending.abort()
    },
  })
}
