import { useMemo } from 'react'
import { render, renderRich } from './render.ts'
import { spoken, useSpoken } from './language.ts'
import type { ReactNode } from 'react'
import type { English } from './en.ts'
import type { Language } from './language.ts'
import type { Texts } from './texts.ts'
import type { TextKey, TextTree } from './tree.ts'
import type { Values, Wrappers } from './render.ts'

export type Area = keyof English

export interface Speaker<Name extends Area> {
  /** A text with its `{{values}}`; `count` chooses among the forms of a plural. Numbers are written as the language does. */
  readonly t: (key: TextKey<English[Name]>, values?: Values) => string
  /** The same, with `<name>parts</name>` handed to `wrappers.name`. */
  readonly rich: (key: TextKey<English[Name]>, wrappers: Wrappers, values?: Values) => ReactNode
  readonly language: Language
}

/** The types know each name; at run time it is a tree. */
function treeOf(texts: Texts, area: Area): TextTree {
  return texts[area]
}

/** The texts of one area (one file per language in `texts/`). */
export function useTexts<Name extends Area>(area: Name): Speaker<Name> {
  const { language, texts } = useSpoken()
  return useMemo(
    () => ({
      language,
      t: (key, values) => render(language, treeOf(texts, area), key, values),
      rich: (key, wrappers, values) =>
        renderRich(language, treeOf(texts, area), key, wrappers, values),
    }),
    [language, texts, area],
  )
}

/** Outside of components. */
export function text<Name extends Area>(
  area: Name,
  key: TextKey<English[Name]>,
  values?: Values,
): string {
  const { language, texts } = spoken()
  return render(language, treeOf(texts, area), key, values)
}
