import type { BuiltFile, Encoding } from './files.ts'

/** Best first. */
const PREFERRED: readonly Encoding[] = ['br', 'gzip']

/**
 * RFC 9110 §12.5.3: among the encodings that there are, the best that the client takes.
 * @returns undefined for the file as it is, which every client takes
 */
export function acceptedEncoding(
  header: string | undefined,
  encoded: BuiltFile['encoded'],
): Encoding | undefined {
  if (header === undefined) return undefined
  const weights = new Map(
    header.split(',').map((entry) => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, weight === undefined ? 1 : Number(weight.slice(2))]
    }),
  )
  const accepts = (encoding: Encoding): boolean =>
    (weights.get(encoding) ?? weights.get('*') ?? 0) > 0
  return PREFERRED.find((encoding) => encoded[encoding] !== undefined && accepts(encoding))
}
