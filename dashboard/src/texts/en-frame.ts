import { kit } from './en/kit.ts'
import { shell } from './en/shell.ts'

/** What the frame says: there before any page is. */
export const frameTexts = { kit, shell }
