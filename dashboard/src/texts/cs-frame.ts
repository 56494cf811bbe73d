import { kit } from './cs/kit.ts'
import { shell } from './cs/shell.ts'
import type { FrameTexts } from './texts.ts'

export const frameTexts: FrameTexts = { kit, shell }
