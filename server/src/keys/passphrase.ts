import { Problem } from '../pki/problem.ts'
import type { Passphrase } from './keystore.ts'
import { Secret } from './secret.ts'

const MAX_CHARACTERS = 1024
/** Of a passphrase that is being chosen; whatever protects a CA already is not judged again. */
const MIN_NEW_CHARACTERS = 12

class PassphraseBytes extends Secret implements Passphrase {
  #bytes: Uint8Array | undefined

  constructor(bytes: Uint8Array) {
    super('passphrase')
    this.#bytes = bytes
  }

  bytes(): Uint8Array {
    if (this.#bytes === undefined)
      throw new Error('the passphrase was used after it had been wiped')
    return this.#bytes
  }

  wipe(): void {
    this.#bytes?.fill(0)
    this.#bytes = undefined
  }
}

/**
 * A passphrase as somebody typed it, in Unicode's form NFKC so that every keyboard spells it alike. Whoever makes it wipes
 * it when the act is over.
 * @throws Problem `invalidRequest` unless it has 1 to 1024 characters
 */
export function passphraseFrom(text: string): Passphrase {
  // A lone surrogate has no UTF-8: each would become the same replacement character, and two passphrases one.
  if (!text.isWellFormed()) throw refused('the passphrase is not valid Unicode text; type it again')
  // NFKC may lengthen a text eighteen-fold: what is too long already is not normalized first.
  const normalized = text.length > 2 * MAX_CHARACTERS ? text : text.normalize('NFKC')
  const bytes = new TextEncoder().encode(normalized)
  const characters = countCharacters(bytes)
  if (characters < 1 || characters > MAX_CHARACTERS) {
    bytes.fill(0)
    throw refused(`a passphrase has 1 to ${MAX_CHARACTERS} characters; this one has ${characters}`)
  }
  return new PassphraseBytes(bytes)
}

/** @throws Problem `invalidRequest` when the passphrase is too short to protect a new CA */
export function assertNewPassphrase(passphrase: Passphrase): void {
  const characters = countCharacters(passphrase.bytes())
  if (characters >= MIN_NEW_CHARACTERS) return
  throw refused(
    `the passphrase has ${characters} characters < ${MIN_NEW_CHARACTERS}; choose a longer one, for example several words`,
  )
}

/** As `passphraseFrom`, of one that is being chosen. */
export function newPassphraseFrom(text: string): Passphrase {
  const passphrase = passphraseFrom(text)
  try {
    assertNewPassphrase(passphrase)
    return passphrase
  } catch (error) {
    passphrase.wipe()
    throw error
  }
}

/** Counted in UTF-8, so that no second string of the passphrase comes to be: every octet but 10xxxxxx begins one. */
function countCharacters(utf8: Uint8Array): number {
  let characters = 0
  for (const octet of utf8) if ((octet & 0xc0) !== 0x80) characters++
  return characters
}

function refused(sentence: string): Problem {
  return new Problem('invalidRequest', sentence, { field: 'caPassphrase' })
}
