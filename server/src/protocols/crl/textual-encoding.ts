import { setImmediate } from 'node:timers/promises'

/** RFC 7468 §5: the label of a revocation list. */
const BEGIN = '-----BEGIN X509 CRL-----\n'
const END = '-----END X509 CRL-----\n'
const OCTETS_A_LINE = 48
const CHARACTERS_A_LINE = 64
/** Enough to make a piece worth sending, and made within a millisecond. */
const LINES_A_PIECE = 1024

/** Octets of the whole text; all of it is ASCII. */
export function textualLength(der: Uint8Array): number {
  const base64 = Math.ceil(der.length / 3) * 4
  return BEGIN.length + base64 + Math.ceil(base64 / CHARACTERS_A_LINE) + END.length
}

/**
 * The textual encoding (RFC 7468 §3) piece by piece, as fast as the reader takes it: a list of a million entries is some fifty
 * megabytes of text, and nobody who asks for it may hold the others up.
 */
export function textualEncoding(der: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(pieces(der))
}

async function* pieces(der: Uint8Array): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const octets = Buffer.from(der.buffer, der.byteOffset, der.length)
  const size = OCTETS_A_LINE * LINES_A_PIECE
  yield Buffer.from(BEGIN)
  for (let at = 0; at < octets.length; at += size) {
    const base64 = octets.toString('base64', at, Math.min(at + size, octets.length))
    yield Buffer.from(base64.replace(/.{1,64}/g, '$&\n'))
    // A fast reader alone would let nobody else have a turn.
    await setImmediate()
  }
  yield Buffer.from(END)
}
