import { oddPrimesBelow } from './big-integer.ts'

/**
 * ROCA (CVE-2017-15361): a library in smart cards and TPMs made primes of the form k·M + (65537^a mod M), where M is the
 * product of the first primes. Modulo every prime factor of M such a modulus is a power of 65537, which a random one is
 * with a chance of about 2^-28 over these primes (Nemec et al., "The Return of Coppersmith's Attack", §2.2 and §5.1). The
 * factors of M for the shortest keys are the primes to 167, and those of longer keys contain them.
 */
const GENERATOR = 65_537
const LARGEST_PRIME = 167

/** For each prime, which residues are powers of 65537; primes that every residue passes tell nothing. */
const POWERS: readonly (readonly [prime: bigint, powers: ReadonlySet<bigint>])[] = oddPrimesBelow(
  LARGEST_PRIME + 1,
)
  .map((prime) => [BigInt(prime), powersModulo(prime)] as const)
  .filter(([prime, powers]) => powers.size < Number(prime) - 1)

export function hasRocaFingerprint(modulus: bigint): boolean {
  return POWERS.every(([prime, powers]) => powers.has(modulus % prime))
}

function powersModulo(prime: number): Set<bigint> {
  const powers = new Set<bigint>()
  for (let power = 1; !powers.has(BigInt(power)); power = (power * GENERATOR) % prime) {
    powers.add(BigInt(power))
  }
  return powers
}
