import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { RandomBytes } from '../pki/clock.ts'
import { SecretText } from '../pki/secret-text.ts'

/*
 * An API key: "cm_", 36 base62 characters from the CSPRNG (214 bits), 6 base62 characters of the CRC-32 of all before
 * them. The checksum lets a mistyped key be refused, and a leaked one be recognized, without asking the database.
 */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const MARK = 'cm_'
const RANDOM_CHARACTERS = 36
const CHECKSUM_CHARACTERS = 6
const BODY_LENGTH = MARK.length + RANDOM_CHARACTERS
const SHAPE = /^cm_[0-9A-Za-z]{42}$/
const PREFIX_LENGTH = 7
/** The largest multiple of 62 in an octet: octets from it on are drawn again, so that no character is likelier. */
const UNBIASED = 248

export function newApiKey(random: RandomBytes): SecretText {
  let body = MARK
  while (body.length < BODY_LENGTH) {
    for (const octet of random(BODY_LENGTH - body.length)) {
      if (octet < UNBIASED) body += BASE62.charAt(octet % 62)
    }
  }
  return new SecretText(body + checksumOf(body))
}

/** Whether this can be one of our keys at all; asked before anything that costs. */
export function looksLikeApiKey(text: string): boolean {
  return SHAPE.test(text) && text.slice(BODY_LENGTH) === checksumOf(text.slice(0, BODY_LENGTH))
}

/** SHA-256 of the whole key, all that is stored: with 214 random bits a slow hash would add nothing. */
export function hashApiKey(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

/** The first seven characters: enough to tell one's keys apart, useless to anybody else. */
export function prefixOf(key: SecretText): string {
  return key.reveal().slice(0, PREFIX_LENGTH)
}

function checksumOf(body: string): string {
  let rest = crc32(body)
  let text = ''
  while (text.length < CHECKSUM_CHARACTERS) {
    text = BASE62.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text
}
