import type { RandomBytes } from '../../pki/clock.ts'
import { hashToken } from './session-token.ts'

const CODES = 10
/** 80 bits: no one guesses them, so a plain hash keeps them safe. */
const OCTETS = 10
/** Crockford's: none is taken for another one. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CHARACTERS = 16

/** Ten codes, each good for one sign-in without the authenticator app; shown once. */
export function newRecoveryCodes(random: RandomBytes): readonly string[] {
  return Array.from({ length: CODES }, () => {
    const bits = Array.from(random(OCTETS), (octet) => octet.toString(2).padStart(8, '0')).join('')
    const letters = bits.match(/.{5}/g) ?? []
    const code = letters.map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
    return code.replace(/(.{4})(?=.)/g, '$1-')
  })
}

/** @returns what it is stored as; undefined for what is no recovery code */
export function hashRecoveryCode(text: string): Uint8Array | undefined {
  const plain = text
    .toLowerCase()
    .replaceAll(/[\s-]/g, '')
    // As people read them.
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')
  if (plain.length !== CHARACTERS || !new RegExp(`^[${ALPHABET}]+$`).test(plain)) return undefined
  return hashToken(`recovery code ${plain}`)
}
