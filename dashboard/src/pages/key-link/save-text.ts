/** Hands a text to the browser as a file, without a server. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'application/x-pem-file' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun with the click; what is saved again gets an address of its own.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** `*.example.com` → `wildcard.example.com.key`; nothing that a file system could mistake. */
export function keyFileName(commonName: string): string {
  const plain = commonName
    .toLowerCase()
    .replaceAll('*', 'wildcard')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 100)
  return `${plain === '' ? 'private' : plain}.key`
}
