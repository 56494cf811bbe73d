const STORED = 'certman.attention.'

/** As high as the list of what needs attention was last time, so that what stands below it stays where it is. */
export function attentionHeight(slug: string): number | undefined {
  const pixels = Number(localStorage.getItem(STORED + slug))
  return pixels > 0 ? pixels : undefined
}

export function rememberAttentionHeight(slug: string, pixels: number): void {
  localStorage.setItem(STORED + slug, String(pixels))
}
