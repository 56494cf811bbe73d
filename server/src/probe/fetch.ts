/** As much of the network as the probe needs. */
export type Fetch = (
  url: string,
  request: {
    readonly method: 'GET' | 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body?: Uint8Array
    readonly signal: AbortSignal
  },
) => Promise<Fetched>

export interface Fetched {
  readonly status: number
  readonly etag: string | undefined
  readonly octets: Uint8Array
}
