import { describe, expect, test } from 'vitest'
import { frameTexts as csFrame } from './cs-frame.ts'
import { texts as cs } from './cs.ts'
import { frameTexts as deFrame } from './de-frame.ts'
import { texts as de } from './de.ts'
import { frameTexts as enFrame } from './en-frame.ts'
import { texts as en } from './en.ts'
import { render } from './render.ts'
import type { TextTree } from './tree.ts'

const ENGLISH = flat({ ...enFrame, ...en })
const OTHERS = { cs: flat({ ...csFrame, ...cs }), de: flat({ ...deFrame, ...de }) }

/** Names that are the same words in every language. */
const SAME_EVERYWHERE = /^[\W\d\s]*$|^[A-Z0-9/ .:-]+$/

type Leaf = string | Readonly<Record<string, string>>

function flat(tree: TextTree, prefix = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix === '' ? name : `${prefix}.${name}`
    if (typeof value === 'string') found.set(key, value)
    else if (isPlural(value)) found.set(key, value)
    else for (const [inner, leaf] of flat(value as TextTree, key)) found.set(inner, leaf)
  }
  return found
}

function isPlural(value: object): value is Readonly<Record<string, string>> {
  return 'one' in value && 'other' in value
}

/** Whatever a text is filled with, and which of its parts are wrapped. */
function placesOf(leaf: Leaf): readonly string[] {
  const forms = typeof leaf === 'string' ? [leaf] : [leaf['other'] ?? '']
  const found = forms.flatMap((form) => [...form.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)])
  return [...new Set(found.map(([, value, wrapper]) => value ?? wrapper ?? ''))].sort()
}

describe('the texts of the dashboard', () => {
  test('there are enough of them for this to mean something', () => {
    expect(ENGLISH.size).toBeGreaterThan(200)
  })

  describe.each(Object.entries(OTHERS))('%s', (language, texts) => {
    test('says everything that English says, and nothing is empty', () => {
      expect([...texts.keys()].sort()).toEqual([...ENGLISH.keys()].sort())
      const empty = [...texts].filter(([, leaf]) =>
        Object.values(typeof leaf === 'string' ? [leaf] : leaf).some((form) => form.trim() === ''),
      )
      expect(empty).toEqual([])
    })

    test('is filled with the same values', () => {
      const differing = [...texts]
        .filter(([key, leaf]) => {
          const english = ENGLISH.get(key)
          return english !== undefined && placesOf(leaf).join() !== placesOf(english).join()
        })
        .map(([key]) => key)
      expect(differing).toEqual([])
    })

    test('has the forms of its plurals (CLDR)', () => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      // Czech has a form for fractions, of which there are none.
      const missing = [...texts].filter(
        ([, leaf]) =>
          typeof leaf !== 'string' &&
          leaf['one'] !== leaf['other'] &&
          needed.some((form) => form !== 'many' && !(form in leaf)),
      )
      expect(missing.map(([key]) => key)).toEqual([])
    })

    test('is a language of its own: no sentence was left in English', () => {
      const left = [...texts].filter(([key, leaf]) => {
        const english = ENGLISH.get(key)
        if (typeof leaf !== 'string' || typeof english !== 'string') return false
        return leaf === english && leaf.split(' ').length > 3 && !SAME_EVERYWHERE.test(leaf)
      })
      expect(left).toEqual([])
    })
  })

  test.each([
    ['en', 1, '1 day'],
    ['en', 5, '5 days'],
    ['cs', 1, '1 den'],
    ['cs', 3, '3 dny'],
    ['cs', 5, '5 dnů'],
    ['de', 1234, '1.234 Tage'],
  ] as const)('%s counts %d as it should', (language, count, expected) => {
    const days = {
      en: { one: '{{count}} day', other: '{{count}} days' },
      cs: { one: '{{count}} den', few: '{{count}} dny', other: '{{count}} dnů' },
      de: { one: '{{count}} Tag', other: '{{count}} Tage' },
    }
    expect(render(language, { days: days[language] }, 'days', { count })).toBe(expected)
  })
})
