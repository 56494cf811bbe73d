import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Problem } from '../../pki/problem.ts'

/** NIST SP 800-63B §3.1.1.2: a least length and a list of those that others use too; no rules of composition. */
const LEAST_CHARACTERS = 8
/** More than anybody types, little enough to hash. */
const MOST_CHARACTERS = 256
const require = createRequire(import.meta.url)

let common: ReadonlySet<string> | undefined

/** @throws Problem `invalidRequest` with what to do instead */
export function requireGoodPassword(password: string, email: string): void {
  const length = Array.from(password).length
  if (length < LEAST_CHARACTERS || length > MOST_CHARACTERS) {
    throw refused(
      `the password has ${length} characters; give it ${LEAST_CHARACTERS} to ${MOST_CHARACTERS}`,
    )
  }
  const plain = password.normalize('NFKC').toLowerCase()
  const [local = ''] = email.split('@')
  if (plain === email || plain === local || new Set(plain).size < 3) {
    throw refused('the password is easy to guess; take several words that do not belong together')
  }
  if (commonPasswords().has(plain)) {
    throw refused(
      'the password is on lists of common and breached ones; take several words that do not belong together',
    )
  }
}

function refused(sentence: string): Problem {
  return new Problem('invalidRequest', sentence, { field: 'password' })
}

/** Read when first needed: few starts of a server see somebody choose a password. */
function commonPasswords(): ReadonlySet<string> {
  const path = require.resolve('@zxcvbn-ts/language-common/src/passwords.json')
  common ??= new Set(JSON.parse(readFileSync(path, 'utf8')) as readonly string[])
  return common
}
