/** A file as Base64, for a field of JSON. */
export async function base64Of(file: File): Promise<string> {
  const octets = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const octet of octets) text += String.fromCharCode(octet)
  return btoa(text)
}

/** PEM as it is, everything else as Base64. */
export async function textOf(file: File): Promise<string> {
  const text = await file.text()
  return text.includes('-----BEGIN ') ? text : base64Of(file)
}
