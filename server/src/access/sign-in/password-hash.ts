import { argon2, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import type { RandomBytes } from '../../pki/clock.ts'

/**
 * RFC 9106 §4, the second recommended option with one lane: 64 MiB, so that guessing needs memory, which is dear, and not
 * only time.
 */
const COSTS = { memory: 65_536, passes: 3, parallelism: 1 } as const
const SALT_OCTETS = 16
const TAG_OCTETS = 32
/** Hashes that are made at once: each holds its memory, and a flood of sign-ins must not take all of it. */
const TOGETHER = 2

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,64})\$([A-Za-z0-9+/]{32,128})$/

export interface PasswordHasher {
  /** In PHC form, with a salt of its own. */
  hash(password: string): Promise<string>
  /** @param stored null: there is nobody, or no password; takes as long as if there were, and is never right */
  verify(password: string, stored: string | null): Promise<boolean>
  /** Whether it was made with lower costs than today's. */
  isOutdated(stored: string): boolean
}

export interface HashCosts {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

export function createPasswordHasher(
  random: RandomBytes,
  costs: HashCosts = COSTS,
): PasswordHasher {
  const turns = createTurns(TOGETHER)
  const prefix = `$argon2id$v=19$m=${costs.memory},t=${costs.passes},p=${costs.parallelism}$`
  const derive = (password: string, salt: Uint8Array, by: HashCosts, length: number) =>
    turns(() =>
      deriveTag({
        ...by,
        // NIST SP 800-63B §3.1.1.2: the same characters, however a keyboard composes them.
        message: password.normalize('NFKC'),
        nonce: salt,
        tagLength: length,
      }),
    )
  const nobody = { salt: random(SALT_OCTETS), tag: random(TAG_OCTETS) }
  return {
    async hash(password) {
      const salt = random(SALT_OCTETS)
      const tag = await derive(password, salt, costs, TAG_OCTETS)
      return `${prefix}${base64(salt)}$${base64(tag)}`
    },
    async verify(password, stored) {
      const parsed = stored === null ? undefined : parsePhc(stored)
      const { salt, tag, by } = parsed ?? { ...nobody, by: costs }
      const given = await derive(password, salt, by, tag.length)
      return timingSafeEqual(given, tag) && parsed !== undefined
    },
    isOutdated: (stored) => !stored.startsWith(prefix),
  }
}

interface Parsed {
  readonly by: HashCosts
  readonly salt: Uint8Array
  readonly tag: Uint8Array
}

function parsePhc(stored: string): Parsed | undefined {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? []
  if (salt === undefined || tag === undefined) return undefined
  return {
    by: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** The PHC string format leaves the padding out. */
function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64').replaceAll('=', '')
}

function deriveTag(parameters: Argon2Parameters): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => {
      if (error) reject(error)
      else resolve(tag)
    })
  })
}

/** At most so many at once; the others wait in line. */
function createTurns(most: number): <Value>(act: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (act) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await act()
    } finally {
      // The turn is handed on; only when nobody waits is it given back.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
