import { LintError } from './lint.ts'
import { FORM_OF_ENTRIES, ONE_ENTRY_EACH } from './rules/revocation-list.ts'
import { faultOfEntries } from './rules/revoked-certificates.ts'
import { SeenSerialNumbers } from './rules/seen-serial-numbers.ts'

/**
 * Judges the entries of a list while they are being made, piece by piece, by the rules that lintRevocationListTbs has for
 * them; that one is then told that they are verified.
 */
export class EntriesLint {
  readonly #seen = new SeenSerialNumbers()

  /**
   * @param entries whole entries, one after the other, which must not change afterwards
   * @throws LintError naming each rule that they break, alone or with those that came before
   */
  add(entries: Uint8Array): void {
    const fault = faultOfEntries(entries)
    if (fault !== null) throw new LintError([{ ...FORM_OF_ENTRIES, detail: fault }])
    const serial = this.#seen.add(entries)
    if (serial === null) return
    throw new LintError([{ ...ONE_ENTRY_EACH, detail: `the serial number ${serial} stands twice` }])
  }
}
