import { createElement, Fragment } from 'react'
import type { ReactNode } from 'react'
import type { Language } from './language.ts'
import type { Plural, TextTree } from './tree.ts'

export type Values = Readonly<Record<string, string | number>>
export type Wrappers = Readonly<Record<string, (part: string) => ReactNode>>

/** @returns the text in its form, with its values; the key itself when there is none (types forbid that) */
export function render(
  language: Language,
  area: TextTree,
  key: string,
  values: Values = {},
): string {
  let found: string | Plural | TextTree | undefined = area
  for (const name of key.split('.')) {
    found = typeof found === 'object' ? (found as TextTree)[name] : undefined
  }
  if (found === undefined) return key
  const template = typeof found === 'string' ? found : form(language, found as Plural, values)
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? numberFormat(language).format(value) : value
  })
}

function form(language: Language, plural: Plural, { count }: Values): string {
  const rule = pluralRules(language).select(Number(count ?? 0))
  const forms: Readonly<Record<string, string | undefined>> = { ...plural }
  return forms[rule] ?? plural.other
}

/** `<name>part</name>` becomes what the wrapper makes of the part; nothing nests. */
export function renderRich(
  language: Language,
  area: TextTree,
  key: string,
  wrappers: Wrappers,
  values?: Values,
): ReactNode {
  const pieces = render(language, area, key, values).split(/<(\w+)>(.*?)<\/\1>/g)
  const nodes: ReactNode[] = []
  for (let place = 0; place < pieces.length; place += 3) {
    nodes.push(pieces[place])
    const name = pieces[place + 1]
    const part = pieces[place + 2] ?? ''
    if (name !== undefined) {
      nodes.push(createElement(Fragment, { key: place }, wrappers[name]?.(part) ?? part))
    }
  }
  return nodes
}

const numbers = new Map<Language, Intl.NumberFormat>()
const plurals = new Map<Language, Intl.PluralRules>()

/** Intl objects are dear to make, and the same for every text. */
export function numberFormat(language: Language): Intl.NumberFormat {
  const known = numbers.get(language) ?? new Intl.NumberFormat(language)
  numbers.set(language, known)
  return known
}

function pluralRules(language: Language): Intl.PluralRules {
  const known = plurals.get(language) ?? new Intl.PluralRules(language)
  plurals.set(language, known)
  return known
}
