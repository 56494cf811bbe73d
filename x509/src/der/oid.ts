import { X509Error } from '../x509-error.ts'

const MAX_OCTETS = 64
/** Above this an arc loses precision as a number; no arc in use comes near it. */
const MAX_ARC = Number.MAX_SAFE_INTEGER

/**
 * Content octets of an OBJECT IDENTIFIER (X.690 §8.19) in dotted form.
 * @throws X509Error `malformedDer`
 */
export function parseObjectIdentifier(content: Uint8Array): string {
  const length = content.length
  if (length === 0 || length > MAX_OCTETS) {
    throw new X509Error('malformedDer', `an object identifier has ${length} octets`)
  }
  if (content[length - 1]! >= 0x80) {
    throw new X509Error('malformedDer', 'an object identifier is cut short')
  }
  let dotted = ''
  let arc = 0
  let fresh = true
  for (let i = 0; i < length; i++) {
    const octet = content[i]!
    if (fresh && octet === 0x80) {
      throw new X509Error('malformedDer', 'an arc of an object identifier is not minimal')
    }
    arc = arc * 128 + (octet & 0x7f)
    if (arc > MAX_ARC)
      throw new X509Error('malformedDer', 'an arc of an object identifier is too large')
    fresh = octet < 0x80
    if (!fresh) continue
    if (dotted === '') {
      const root = arc < 40 ? 0 : arc < 80 ? 1 : 2
      dotted = `${root}.${arc - 40 * root}`
    } else {
      dotted += `.${arc}`
    }
    arc = 0
  }
  return dotted
}

/**
 * Content octets of an OBJECT IDENTIFIER from its dotted form.
 * @throws X509Error `malformedDer` where the text is no object identifier
 */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d{0,15}))+$/.test(dotted)) {
    throw new X509Error('malformedDer', `"${dotted}" is not an object identifier`)
  }
  const [root, second, ...rest] = dotted.split('.').map(Number)
  // The pattern above guarantees two arcs.
  if (root! < 2 && second! > 39) {
    throw new X509Error('malformedDer', `the second arc of "${dotted}" is above 39`)
  }
  const octets: number[] = []
  for (const arc of [root! * 40 + second!, ...rest]) {
    if (arc > MAX_ARC) throw new X509Error('malformedDer', `an arc of "${dotted}" is too large`)
    const base128: number[] = [arc % 128]
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) {
      base128.unshift(0x80 | (high % 128))
    }
    octets.push(...base128)
  }
  if (octets.length > MAX_OCTETS) {
    throw new X509Error('malformedDer', `an object identifier has ${octets.length} octets`)
  }
  return Uint8Array.from(octets)
}
