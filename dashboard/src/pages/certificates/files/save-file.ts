/** A name that every file system and shell takes: `*.Example.com` becomes `wildcard.example.com`. */
export function fileNameOf(commonName: string): string {
  const plain = commonName
    .toLowerCase()
    .replace(/^\*/, 'wildcard')
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
  return plain === '' ? 'certificate' : plain
}

/** Hands octets to the browser's downloads; they never leave it. */
export function saveFile(name: string, content: Uint8Array | string, type: string): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  const url = URL.createObjectURL(new Blob([part], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The download has its own hold of the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
