/** Hands the key to the browser as a file, without a server. */
export function saveEnv(content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'certman.env'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
