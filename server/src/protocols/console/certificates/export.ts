import { renderListed } from './render.ts'
import type { CertificateRecord } from '../../../pki/certificate.ts'

const COLUMNS = [
  'id',
  'ca_id',
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

type Pages = AsyncIterable<readonly CertificateRecord[]>

/** Streams what the pages hold; a reader that goes away ends the walk. */
export function exported(
  format: 'csv' | 'json',
  pages: Pages,
  now: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = format === 'csv' ? csvParts(pages, now) : jsonParts(pages, now)
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
async function* csvParts(pages: Pages, now: number): AsyncGenerator<string, void, undefined> {
  yield `${COLUMNS.join(',')}\r\n`
  for await (const page of pages) {
    yield page
      .map((certificate) => {
        const row = renderListed(certificate, now)
        return `${COLUMNS.map((column) => field(row[column])).join(',')}\r\n`
      })
      .join('')
  }
}

async function* jsonParts(pages: Pages, now: number): AsyncGenerator<string, void, undefined> {
  let separator = '[\n'
  for await (const page of pages) {
    const rows = page.map((certificate) => JSON.stringify(renderListed(certificate, now)))
    yield `${separator}${rows.join(',\n')}`
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

function field(value: string | null | readonly string[]): string {
  const text = value === null ? '' : typeof value === 'string' ? value : value.join(' ')
  // What begins so, a spreadsheet takes for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
