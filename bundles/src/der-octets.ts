/** The octets in a buffer of exactly their size, as WebCrypto and pkijs want them. */
export function bufferOf(octets: Uint8Array): ArrayBuffer {
  return new Uint8Array(octets).buffer
}

export const utf8 = (text: string): ArrayBuffer => bufferOf(new TextEncoder().encode(text))
