import { createHash } from 'node:crypto'
import type { RsaPublicKey } from '@certman/x509'
import { greatestCommonDivisor, integerFromBytes, oddPrimesBelow } from './big-integer.ts'
import { hasClosePrimes } from './close-primes.ts'
import { hasRocaFingerprint } from './roca.ts'

const MIN_RSA_BITS = 2048
const MAX_RSA_BITS = 8192
const MIN_EXPONENT = 65_537n

/** Keys that are weak because somebody has listed them. */
export interface WeakKeyLists {
  /**
   * The keys that Debian's OpenSSL could make from 2006 to 2008 (CVE-2008-0166), by the fingerprint of openssl-vulnkey: the
   * last 20 hexadecimal digits of the SHA-1 of `Modulus=<upper-case hexadecimal>\n`.
   */
  readonly debian?: { has(fingerprint: string): boolean } | undefined
}

interface Subject {
  readonly key: RsaPublicKey
  readonly modulus: bigint
  readonly exponent: bigint
  readonly known: WeakKeyLists
}

/** Cheapest first; each says what is wrong with the key, or nothing. */
const CHECKS: readonly ((subject: Subject) => string | undefined)[] = [
  size,
  exponent,
  evenModulus,
  debian,
  roca,
  smallFactors,
  closePrimes,
]

/** @returns what is wrong, as a sentence for the caller, or undefined */
export function rsaWeakness(key: RsaPublicKey, known: WeakKeyLists): string | undefined {
  const subject = {
    key,
    modulus: integerFromBytes(key.modulus),
    exponent: integerFromBytes(key.exponent),
    known,
  }
  for (const check of CHECKS) {
    const weakness = check(subject)
    if (weakness !== undefined) return weakness
  }
  return undefined
}

/** The fingerprint of openssl-vulnkey, by which Debian's lists name a key. */
export function debianFingerprint(modulus: Uint8Array): string {
  const hex = Buffer.from(modulus).toString('hex').toUpperCase()
  return createHash('sha1').update(`Modulus=${hex}\n`).digest('hex').slice(20)
}

function size({ key }: Subject): string | undefined {
  if (key.bits < MIN_RSA_BITS) {
    return `RSA key of ${key.bits} bits < ${MIN_RSA_BITS} bits; make a longer one, or an ECDSA key`
  }
  if (key.bits > MAX_RSA_BITS) {
    return `RSA key of ${key.bits} bits > ${MAX_RSA_BITS} bits; make a shorter one, or an ECDSA key`
  }
  return undefined
}

/** FIPS 186-5 §A.1.1: odd, 2^16 < e < 2^256. */
function exponent({ exponent }: Subject): string | undefined {
  if (exponent >= MIN_EXPONENT && exponent < 2n ** 256n && (exponent & 1n) === 1n) return undefined
  return 'the exponent of the RSA key is not odd and between 65537 and 2^256; make a key with the exponent 65537'
}

function evenModulus({ modulus }: Subject): string | undefined {
  return (modulus & 1n) === 0n ? 'the modulus of the RSA key is even; make a new key' : undefined
}

function debian({ key, known }: Subject): string | undefined {
  if (!known.debian?.has(debianFingerprint(key.modulus))) return undefined
  return 'the RSA key is one of the few that Debian systems made from 2006 to 2008 (CVE-2008-0166); make a new key elsewhere'
}

function roca({ modulus }: Subject): string | undefined {
  if (!hasRocaFingerprint(modulus)) return undefined
  return 'the RSA key was made by a faulty smart card or TPM (ROCA, CVE-2017-15361) and can be factored; make a new key in software'
}

/** Above the 752 that NIST SP 800-89 §5.3.3 asks for: a sound key has no factor below 2^1000. */
const SMALL_PRIMES_BELOW = 65_536
let productOfSmallPrimes: bigint | undefined

function smallFactors({ modulus }: Subject): string | undefined {
  productOfSmallPrimes ??= product(oddPrimesBelow(SMALL_PRIMES_BELOW).map(BigInt))
  if (greatestCommonDivisor(modulus, productOfSmallPrimes % modulus) === 1n) return undefined
  return 'the modulus of the RSA key has a small prime factor; make a new key'
}

function closePrimes({ modulus }: Subject): string | undefined {
  if (!hasClosePrimes(modulus)) return undefined
  return 'the two primes of the RSA key are so close together that it can be factored (CVE-2022-26320); make a new key'
}

/** By halves: multiplying numbers of like size is what BigInt does well. */
function product(factors: readonly bigint[]): bigint {
  if (factors.length <= 1) return factors[0] ?? 1n
  const half = factors.length >> 1
  return product(factors.slice(0, half)) * product(factors.slice(half))
}
