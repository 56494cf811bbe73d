import type { English, texts as englishPages } from './en.ts'
import type { frameTexts as englishFrame } from './en-frame.ts'
import type { Same } from './tree.ts'

/** What every language says: the names that English has. */
export type Texts = Same<English>
export type PageTexts = Same<typeof englishPages>
export type FrameTexts = Same<typeof englishFrame>
