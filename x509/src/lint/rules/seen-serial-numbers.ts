import { encodeHex, equalBytes } from '../../bytes.ts'
import { walkEntries } from '../../revoked-certificate.ts'

/** Octets of a serial number that make its hash: the last ones, which are the most random. */
const HASHED = 8
const FIRST_SLOTS = 1024
/** Where the table of hashes says that a slot is free. */
const FREE = 0

/**
 * The serial numbers of entries, which may come in several pieces: an open hash table, linear, eight octets a slot. An
 * entry's octets are looked at again only where a hash of 32 bits is the same.
 */
export class SeenSerialNumbers {
  readonly #pieces: Uint8Array[] = []
  /** Where each piece begins in the row of all. */
  readonly #starts: number[] = []
  #octets = 0
  #count = 0
  #hashes = new Uint32Array(FIRST_SLOTS)
  #places = new Uint32Array(FIRST_SLOTS)

  /**
   * @returns one that stood in an entry before, hexadecimal, or null
   * @throws X509Error `malformedDer` for an entry that does not begin with a serial number
   */
  add(entries: Uint8Array): string | null {
    const start = this.#octets
    this.#pieces.push(entries)
    this.#starts.push(start)
    this.#octets += entries.length
    let duplicate: string | null = null
    walkEntries(entries, (_, serial, serialEnd) => {
      if (2 * this.#count >= this.#hashes.length) this.#grow()
      if (this.#insert(entries, serial, serialEnd, start)) return true
      duplicate = encodeHex(entries.subarray(serial, serialEnd))
      return false
    })
    return duplicate
  }

  #insert(entries: Uint8Array, serial: number, serialEnd: number, start: number): boolean {
    const hashes = this.#hashes
    const mask = hashes.length - 1
    const hash = hashOf(entries, serial, serialEnd)
    let slot = hash & mask
    for (; hashes[slot] !== FREE; slot = (slot + 1) & mask) {
      if (hashes[slot] !== hash) continue
      const known = this.#serialAt(this.#places[slot]!)
      if (equalBytes(known, entries.subarray(serial, serialEnd))) return false
    }
    hashes[slot] = hash
    this.#places[slot] = start + serial
    this.#count += 1
    return true
  }

  /** The length of a serial number is the octet before it. */
  #serialAt(place: number): Uint8Array {
    let index = this.#starts.length - 1
    while (this.#starts[index]! > place) index -= 1
    const piece = this.#pieces[index]!
    const at = place - this.#starts[index]!
    return piece.subarray(at, at + piece[at - 1]!)
  }

  #grow(): void {
    const hashes = this.#hashes
    const places = this.#places
    this.#hashes = new Uint32Array(hashes.length * 4)
    this.#places = new Uint32Array(hashes.length * 4)
    const mask = this.#hashes.length - 1
    for (let old = 0; old < hashes.length; old++) {
      const hash = hashes[old]!
      if (hash === FREE) continue
      let slot = hash & mask
      while (this.#hashes[slot] !== FREE) slot = (slot + 1) & mask
      this.#hashes[slot] = hash
      this.#places[slot] = places[old]!
    }
  }
}

/** FNV-1a of the end; never FREE. */
function hashOf(entries: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = Math.max(from, to - HASHED); i < to; i++)
    hash = Math.imul(hash ^ entries[i]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0 || 1
}
