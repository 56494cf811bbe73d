/** Octets of a slot in the columns of serial numbers (RFC 5280 §4.1.2.2 allows no longer ones). */
export const SERIAL_SLOT = 20

/** The last six octets fit a number exactly, and they are random: nearly every other serial number differs in them. */
const TAIL = 6

/** A set of serial numbers, in slots, that is asked a million times without making a string of any. */
export class ChangedSerials {
  /** Tail → where the slot is; several slots with one tail are told apart by their octets. */
  readonly #places = new Map<number, Uint8Array[]>()

  /** @param slots serial numbers, right-aligned in slots of 20 octets */
  add(slots: Uint8Array): void {
    for (let at = 0; at < slots.length; at += SERIAL_SLOT) {
      const slot = slots.subarray(at, at + SERIAL_SLOT)
      const tail = tailOf(slot, 0, SERIAL_SLOT)
      const places = this.#places.get(tail)
      if (places) places.push(slot)
      else this.#places.set(tail, [slot])
    }
  }

  /** @param octets where the serial number's content stands from `start` to `end`, with or without a sign octet */
  has(octets: Uint8Array, start: number, end: number): boolean {
    const places = this.#places.get(tailOf(octets, start, end))
    return places !== undefined && places.some((slot) => isSame(slot, octets, start, end))
  }
}

function tailOf(octets: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = Math.max(start, end - TAIL); at < end; at += 1)
    value = value * 256 + (octets[at] ?? 0)
  return value
}

/** From the right, as if both went on with zeros to the left. */
function isSame(slot: Uint8Array, octets: Uint8Array, start: number, end: number): boolean {
  for (let back = 1; back <= Math.max(SERIAL_SLOT, end - start); back += 1) {
    const inSlot = back <= SERIAL_SLOT ? slot[SERIAL_SLOT - back] : 0
    const given = end - back >= start ? octets[end - back] : 0
    if (inSlot !== given) return false
  }
  return true
}
