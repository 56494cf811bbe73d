import { renderListed } from './render.ts'
import type { CertificateRecord } from '../../../pki/certificate.ts'

const COLUMNS = [
  'id',
  'ca_id',
  'ca_name',
  'common_name',
  'san_dns',
  'san_ip',
  'key_algorithm',
  'status',
  'valid_from',
  'valid_to',
  'serial_number',
  'revoked_at',
  'revocation_reason',
  'created_at',
  'mode',
  'channel',
  'renewed_from',
  'replaced_by',
] as const

export interface Exported {
  readonly pages: AsyncIterable<readonly CertificateRecord[]>
  /** What people call the CAs, by their ids. */
  readonly authorities: ReadonlyMap<string, string>
  readonly now: number
}

/** Streams what the pages hold; a reader that goes away ends the walk. */
export function exported(
  format: 'csv' | 'json',
  certificates: Exported,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = format === 'csv' ? csvParts(certificates) : jsonParts(certificates)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return()
    },
  })
}

/** RFC 4180: lines end in CRLF. */
async function* csvParts(exported: Exported): AsyncGenerator<string, void, undefined> {
  yield `${COLUMNS.join(',')}\r\n`
  for await (const page of exported.pages) {
    yield page
      .map((certificate) => {
        const row = rowOf(exported, certificate)
        return `${COLUMNS.map((column) => field(row[column])).join(',')}\r\n`
      })
      .join('')
  }
}

async function* jsonParts(exported: Exported): AsyncGenerator<string, void, undefined> {
  let separator = '[\n'
  for await (const page of exported.pages) {
    const rows = page.map((certificate) => JSON.stringify(rowOf(exported, certificate)))
    yield `${separator}${rows.join(',\n')}`
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

function rowOf(
  { authorities, now }: Exported,
  certificate: CertificateRecord,
): ReturnType<typeof renderListed> & { readonly ca_name: string } {
  const name = authorities.get(certificate.authorityId) ?? ''
  return { ...renderListed(certificate, now), ca_name: name }
}

function field(value: string | null | readonly string[]): string {
  const text = value === null ? '' : typeof value === 'string' ? value : value.join(' ')
  // What begins so, a spreadsheet takes for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
