import { integerSquareRoot } from './big-integer.ts'

/** CA/Browser Forum BR §6.1.1.3 (CVE-2022-26320): at least 100 rounds. */
const ROUNDS = 100

/** Squares have few residues: these moduli, with a table each, spare nearly every square root. */
const SIEVES = [64, 63, 65, 11, 17, 19, 23, 31].map((modulus) => ({
  modulus: BigInt(modulus),
  residues: new Set(Array.from({ length: modulus }, (_, n) => BigInt((n * n) % modulus))),
}))

/**
 * Fermat's factoring: n = a² − b² = (a − b)(a + b) for some a little above √n, when the two primes are close together.
 * Also finds the square of a prime (b = 0).
 */
export function hasClosePrimes(modulus: bigint): boolean {
  const root = integerSquareRoot(modulus)
  let a = root * root === modulus ? root : root + 1n
  let b2 = a * a - modulus
  for (let round = 0; round < ROUNDS; round++) {
    if (isSquare(b2)) return true
    b2 += 2n * a + 1n
    a += 1n
  }
  return false
}

function isSquare(n: bigint): boolean {
  for (const { modulus, residues } of SIEVES) if (!residues.has(n % modulus)) return false
  const root = integerSquareRoot(n)
  return root * root === n
}
