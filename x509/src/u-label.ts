/**
 * Letters, marks, digits and the hyphen (RFC 5892 §2.1), and the exceptions of §2.6: those that are allowed, and those that
 * context decides.
 */
const CHARACTERS =
  /^[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u06fd\u06fe\u0f0b\u3007\u00b7\u0375\u05f3\u05f4\u30fb-]+$/u

/**
 * What is disallowed although it is a letter or mark: invisible characters (RFC 5892 §2.3), marks for symbols and musical
 * notation (§2.4), the exceptions (§2.6), the Jamo of old Hangul (§2.9) and the small letters of Cherokee, which alone of all
 * scripts folds to its capitals. ZWJ and ZWNJ (§A.1, §A.2) are invisible too; to
 * let them in where they belong would take the tables of joining types.
 */
const DISALLOWED =
  /[\u302e\u302f\p{Default_Ignorable_Code_Point}\u20d0-\u20ff\u{1d100}-\u{1d1ff}\u{1d200}-\u{1d24f}\u0640\u07fa\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u13f8-\u13fd\uab70-\uabbf]/u

/** Characters that need others around them: what they may not stand without (RFC 5892 §A.3–§A.7). */
const OUT_OF_CONTEXT = [
  /(?<!l)\u00b7|\u00b7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u,
  /^(?!.*[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]).*\u30fb/u,
] as const

const ARABIC_INDIC_DIGIT = /[\u0660-\u0669]/
const EXTENDED_ARABIC_INDIC_DIGIT = /[\u06f0-\u06f9]/

/** The blocks whose characters are of the bidirectional classes R and AL unless they are marks or digits (UAX #9 §3.2). */
const RIGHT_TO_LEFT =
  '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefe\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}'
/** The digits of N'Ko and Adlam and the signs of Hebrew are of the class R as well. */
const RIGHT_TO_LEFT_LETTER = new RegExp(
  `(?=[\\p{L}\\u05f3\\u05f4\\u07c0-\\u07c9\\u{1e950}-\\u{1e959}])[${RIGHT_TO_LEFT}]`,
  'u',
)
/** With the marks and digits of scripts from left to right, which are of the class L too. */
const LEFT_TO_RIGHT_LETTER = new RegExp(`(?=[\\p{L}\\p{Mc}\\p{Nd}])[^0-9${RIGHT_TO_LEFT}]`, 'u')
/** The class AN. */
const ARABIC_NUMBER = /[\u0660-\u0669\u{10d30}-\u{10d39}]/u
/** The class EN. */
const EUROPEAN_NUMBER = /[0-9\u06f0-\u06f9]/

/** @returns why a label that has other characters than ASCII must not be registered (RFC 5891 §4.2), or null */
export function faultOfULabel(label: string): string | null {
  if (!isStable(label) || !CHARACTERS.test(label) || DISALLOWED.test(label)) {
    return 'a label has a character that is not allowed in domain names (RFC 5892)'
  }
  if (/^\p{M}/u.test(label)) return 'a label begins with a combining mark (RFC 5891 §4.2.3.2)'
  if (label.startsWith('-') || label.endsWith('-') || label.slice(2, 4) === '--') {
    return 'a label has hyphens where they are not allowed (RFC 5891 §4.2.3.1)'
  }
  if (isOutOfContext(label)) {
    return 'a label has a character that is not allowed beside the others (RFC 5892 Appendix A)'
  }
  return breaksBidiRule(label)
    ? 'a label mixes scripts of both directions, or does not begin with a letter of its own (RFC 5893 §2)'
    : null
}

/** RFC 5892 §2.2: what normalization or case folding would change is disallowed, with the exceptions of §2.6. */
function isStable(label: string): boolean {
  if (label.normalize('NFKC').toLowerCase() !== label) return false
  return Array.from(label).every(
    (character) => 'ßςı'.includes(character) || foldCase(character) === character,
  )
}

/** By way of the capital, which ECMAScript knows, since it does not know case folding. */
function foldCase(character: string): string {
  return character.toUpperCase().toLowerCase().normalize('NFKC')
}

function isOutOfContext(label: string): boolean {
  if (OUT_OF_CONTEXT.some((wrong) => wrong.test(label))) return true
  // RFC 5892 §A.8, §A.9
  return ARABIC_INDIC_DIGIT.test(label) && EXTENDED_ARABIC_INDIC_DIGIT.test(label)
}

/** RFC 5893 §2, rules 1 to 5; what could break the sixth is not allowed in a label. */
function breaksBidiRule(label: string): boolean {
  if (!RIGHT_TO_LEFT_LETTER.test(label)) return ARABIC_NUMBER.test(label)
  const [first = ''] = label
  if (!RIGHT_TO_LEFT_LETTER.test(first) || LEFT_TO_RIGHT_LETTER.test(label)) return true
  if (/-\p{Mn}+$/u.test(label)) return true
  return ARABIC_NUMBER.test(label) && EUROPEAN_NUMBER.test(label)
}
