import { kit } from './de/kit.ts'
import { shell } from './de/shell.ts'
import type { FrameTexts } from './texts.ts'

export const frameTexts: FrameTexts = { kit, shell }
