const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const VALUES = new Int8Array(128).fill(-1)
for (let value = 0; value < 64; value++) VALUES[ALPHABET.charCodeAt(value)] = value

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0))
const PADDING = '='.charCodeAt(0)
const LINE_FEED = 10
/** As many arguments as every engine takes. */
const MOST_CODES = 8192

/**
 * Base 64 with padding (RFC 4648 §4).
 * @param columns characters of a line, a multiple of four; lines end in LF, the last one too. 0: no lines
 */
export function encodeBase64(bytes: Uint8Array, columns = 0): string {
  const { length } = bytes
  const characters = Math.ceil(length / 3) * 4
  const codes = new Uint8Array(characters + (columns === 0 ? 0 : Math.ceil(characters / columns)))
  let at = 0
  let lineEnd = columns === 0 ? codes.length : columns
  for (let i = 0; i < length; i += 3) {
    if (at === lineEnd) {
      codes[at++] = LINE_FEED
      lineEnd += columns + 1
    }
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    codes[at] = CODES[group >> 18]!
    codes[at + 1] = CODES[(group >> 12) & 63]!
    codes[at + 2] = i + 1 < length ? CODES[(group >> 6) & 63]! : PADDING
    codes[at + 3] = i + 2 < length ? CODES[group & 63]! : PADDING
    at += 4
  }
  if (at < codes.length) codes[at] = LINE_FEED
  return textOf(codes)
}

/** Character by character a text would be a rope of thousands of pieces. */
function textOf(codes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < codes.length; i += MOST_CODES) {
    // Any array-like will do (ECMA-262 §7.3.19), whatever the declaration says; a copy into an array costs more than the text.
    const piece: ArrayLike<number> = codes.subarray(i, i + MOST_CODES)
    text += String.fromCharCode.apply(null, piece as number[])
  }
  return text
}

/** The octets of canonical base 64: padded, unused bits zero, nothing else in it (RFC 4648 §3); null otherwise. */
export function parseBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const digits = text.length - padding
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  let bits = 0
  let held = 0
  for (let i = 0; i < digits; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at++] = (bits >> held) & 0xff
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : null
}
