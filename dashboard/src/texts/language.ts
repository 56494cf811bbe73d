import { useSyncExternalStore } from 'react'
import type { FrameTexts, PageTexts, Texts } from './texts.ts'

export const LANGUAGES = { en: 'English', cs: 'Čeština', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES

const STORED = 'certman.language'

let current: { readonly language: Language; readonly texts: Texts } | undefined
const listeners = new Set<() => void>()

function isLanguage(text: string | null): text is Language {
  return text !== null && text in LANGUAGES
}

/** What was chosen, or else the first of the browser's languages that is spoken here. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (isLanguage(stored)) return stored
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return spoken.find(isLanguage) ?? 'en'
}

/** Loads a language and shows everything in it: the frame's words first, those of pages at the latest when one is opened. */
export async function speak(language: Language): Promise<void> {
  const pages = loadPages(language)
  const { frameTexts } = await loadFrame(language)
  // Only what is on the way is asked of it: `pageTexts` has waited for the rest before a page is shown.
  if (current === undefined) show(language, frameTexts as unknown as Texts)
  ready = pages.then(({ texts }) => show(language, { ...frameTexts, ...texts }))
  if (isPageShown) await ready
}

let ready: Promise<void> = Promise.resolve()
let isPageShown = false

/** Before the first page: its words are there. */
export async function pageTexts(): Promise<void> {
  await ready
  isPageShown = true
}

function show(language: Language, texts: Texts): void {
  current = { language, texts }
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

/** Speaks it, and remembers it in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language)
  await speak(language)
}

function loadFrame(language: Language): Promise<{ readonly frameTexts: FrameTexts }> {
  switch (language) {
    case 'en':
      return import('./en-frame.ts')
    case 'cs':
      return import('./cs-frame.ts')
    case 'de':
      return import('./de-frame.ts')
  }
}

function loadPages(language: Language): Promise<{ readonly texts: PageTexts }> {
  switch (language) {
    case 'en':
      return import('./en.ts')
    case 'cs':
      return import('./cs.ts')
    case 'de':
      return import('./de.ts')
  }
}

/** @throws Error before the first language is loaded, which main.tsx waits for */
export function spoken(): { readonly language: Language; readonly texts: Texts } {
  if (current === undefined) throw new Error('no language is loaded yet')
  return current
}

/** Renders again when the language changes. */
export function useSpoken(): { readonly language: Language; readonly texts: Texts } {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, spoken)
}
