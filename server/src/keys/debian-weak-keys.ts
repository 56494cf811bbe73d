import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../pki/problem.ts'
import type { WeakKeyLists } from '../pki/rsa-weakness.ts'

/**
 * The lists of Debian's weak keys are in no current distribution and too large to come with Certman; whoever has them (the
 * files /usr/share/openssl-blacklist/blacklist.RSA-* of the former package openssl-blacklist) joins them in this file.
 */
export const DEBIAN_WEAK_KEYS_FILE = 'debian-weak-keys.txt'

/** The last 20 digits of a SHA-1, or all 40. */
const FINGERPRINT = /^(?:[0-9a-f]{20})?([0-9a-f]{20})$/i

/**
 * Reads the list beside the database, where there is one.
 * @throws Problem `internal` with a sentence for the operator when a line is neither a fingerprint nor a comment (#)
 */
export function readWeakKeyLists(directory: string): WeakKeyLists {
  const path = join(directory, DEBIAN_WEAK_KEYS_FILE)
  if (!existsSync(path)) return {}
  const lines = readFileSync(path, 'latin1').split('\n')
  const fingerprints = new BigUint64Array(lines.length)
  let count = 0
  for (const [index, line] of lines.entries()) {
    const text = line.trim()
    if (text === '' || text.startsWith('#')) continue
    const fingerprint = FINGERPRINT.exec(text)?.[1]
    if (fingerprint === undefined) {
      throw new Problem(
        'internal',
        `line ${index + 1} of ${path} is no fingerprint of 20 hexadecimal digits; correct or remove the file`,
      )
    }
    fingerprints[count++] = compact(fingerprint)
  }
  const sorted = fingerprints.subarray(0, count).sort()
  return { debian: { has: (fingerprint) => contains(sorted, compact(fingerprint)) } }
}

/** 64 of the 80 bits: half a million keys in 4 MB, and a sound key is mistaken for one of them once in 2^45. */
function compact(fingerprint: string): bigint {
  return BigInt(`0x${fingerprint.slice(4)}`)
}

function contains(sorted: BigUint64Array, wanted: bigint): boolean {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    const found = sorted[middle]!
    if (found === wanted) return true
    if (found < wanted) from = middle + 1
    else to = middle
  }
  return false
}
