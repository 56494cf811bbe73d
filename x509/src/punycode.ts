import { X509Error } from './x509-error.ts'

/** RFC 3492 §5: the parameters of Bootstring for Punycode. */
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const INITIAL_BIAS = 72
const INITIAL_N = 0x80

/** No label that fits in the DNS decodes to more than this. */
const MAX_DIGITS = 256

/** Punycode of a string, without the prefix xn-- (RFC 3492 §6.3). */
export function encodePunycode(text: string): string {
  const input = Array.from(text, (character) => character.codePointAt(0)!)
  if (input.length > MAX_DIGITS) throw invalid('the label is too long')
  const basic = input.filter((codePoint) => codePoint < INITIAL_N)
  let output = String.fromCodePoint(...basic)
  if (basic.length > 0) output += '-'
  let n = INITIAL_N
  let delta = 0
  let bias = INITIAL_BIAS
  let handled = basic.length
  while (handled < input.length) {
    const next = Math.min(...input.filter((codePoint) => codePoint >= n))
    delta += (next - n) * (handled + 1)
    n = next
    for (const codePoint of input) {
      if (codePoint < n) delta++
      if (codePoint !== n) continue
      output += encodeVariableLength(delta, bias)
      bias = adapt(delta, handled + 1, handled === basic.length)
      delta = 0
      handled++
    }
    delta++
    n++
  }
  return output
}

/**
 * The string of a Punycode without the prefix xn-- (RFC 3492 §6.2).
 * @throws X509Error `invalidName`
 */
export function parsePunycode(text: string): string {
  if (text.length > MAX_DIGITS) throw invalid('the label is too long')
  const delimiter = text.lastIndexOf('-')
  const output: number[] = []
  for (let i = 0; i < delimiter; i++) {
    const codePoint = text.charCodeAt(i)
    if (codePoint >= INITIAL_N) throw invalid('it is not ASCII')
    output.push(codePoint)
  }
  let n = INITIAL_N
  let i = 0
  let bias = INITIAL_BIAS
  let position = delimiter < 0 ? 0 : delimiter + 1
  while (position < text.length) {
    const before = i
    let weight = 1
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(position++))
      i += digit * weight
      if (i > 0x7fffffff) throw invalid('it overflows')
      const threshold = thresholdAt(k, bias)
      if (digit < threshold) break
      weight *= BASE - threshold
      if (weight > 0x7fffffff) throw invalid('it overflows')
    }
    const size = output.length + 1
    bias = adapt(i - before, size, before === 0)
    n += Math.floor(i / size)
    i %= size
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) throw invalid('it encodes no character')
    output.splice(i++, 0, n)
  }
  return String.fromCodePoint(...output)
}

function encodeVariableLength(delta: number, bias: number): string {
  let output = ''
  let rest = delta
  for (let k = BASE; ; k += BASE) {
    const threshold = thresholdAt(k, bias)
    if (rest < threshold) return output + digit(rest)
    output += digit(threshold + ((rest - threshold) % (BASE - threshold)))
    rest = Math.floor((rest - threshold) / (BASE - threshold))
  }
}

function thresholdAt(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, T_MIN), T_MAX)
}

/** RFC 3492 §6.1. */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN))
    k += BASE
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

/** a–z are 0–25, 0–9 are 26–35. */
function digit(value: number): string {
  return String.fromCharCode(value < 26 ? 0x61 + value : 0x30 + value - 26)
}

function digitOf(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 26
  throw invalid('it is cut short or has a character that is no digit')
}

function invalid(reason: string): X509Error {
  return new X509Error('invalidName', `not Punycode: ${reason} (RFC 3492)`)
}
