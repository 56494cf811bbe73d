/** Time and chance are passed in, so that a test can hold them still. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export type RandomBytes = (length: number) => Uint8Array
