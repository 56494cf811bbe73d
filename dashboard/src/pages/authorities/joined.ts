/** One text beneath the other, each file once. */
export function joined(old: string, text: string): string {
  if (old.includes(text.trim())) return old
  return old.trim() === '' ? text : `${old.trimEnd()}\n${text}`
}
