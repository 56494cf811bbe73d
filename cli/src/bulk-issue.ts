import { createHash, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CertmanClient } from '@certman/sdk'
import type { CsvRow } from './csv-file.ts'
import { KEY_ALGORITHMS, type KeyAlgorithm } from './key-algorithms.ts'
import { writeAtomically } from './output-file.ts'
import { generateKey, keyToPem, parseKey, requestFor } from './own-key.ts'
import { Refusal } from './refusal.ts'

export const BULK_COLUMNS = [
  'name',
  'common_name',
  'san_dns',
  'san_ip',
  'ca_id',
  'key_algorithm',
  'validity_days',
] as const

/** One certificate to be issued. */
export interface BulkRow {
  /** Of its files, without an ending. */
  readonly name: string
  readonly caId: string
  readonly commonName: string
  readonly sanDns: readonly string[]
  readonly sanIp: readonly string[]
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays: number | undefined
}

export interface BulkOutcome {
  readonly name: string
  readonly status: 'issued' | 'there' | 'failed'
  readonly id: string | null
  readonly detail: string
}

interface Defaults {
  readonly caId?: string
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays?: number
}

/** All lines are understood before the first is issued. @throws Refusal naming the line */
export function toBulkRows(rows: readonly CsvRow[], defaults: Defaults): BulkRow[] {
  const found = rows.map((row) => toBulkRow(row, defaults))
  const names = new Set<string>()
  for (const { name } of found) {
    if (names.has(name.toLowerCase()))
      throw new Refusal(`two lines are called ${name}`, 'give them names in a column "name"')
    names.add(name.toLowerCase())
  }
  return found
}

function toBulkRow({ line, values }: CsvRow, defaults: Defaults): BulkRow {
  const refuse = (sentence: string, hint: string): Refusal =>
    new Refusal(`line ${line} ${sentence}`, hint)
  const value = (column: (typeof BULK_COLUMNS)[number]): string | undefined =>
    values.get(column) || undefined
  const several = (column: 'san_dns' | 'san_ip'): string[] =>
    (value(column) ?? '').split(/[\s,;]+/).filter((part) => part !== '')
  const sanDns = several('san_dns')
  const sanIp = several('san_ip')
  const commonName = value('common_name') ?? sanDns[0] ?? sanIp[0]
  if (commonName === undefined) throw refuse('names nothing', 'fill common_name or san_dns')
  const caId = value('ca_id') ?? defaults.caId
  if (caId === undefined) throw refuse('names no CA', 'give --ca-id, or fill a column ca_id')
  const keyAlgorithm = value('key_algorithm') ?? defaults.keyAlgorithm
  const known = KEY_ALGORITHMS.find((algorithm) => algorithm === keyAlgorithm)
  if (known === undefined)
    throw refuse(`asks for a key of ${keyAlgorithm}`, `there are ${KEY_ALGORITHMS.join(', ')}`)
  const validity = value('validity_days')
  if (validity !== undefined && !/^[1-9]\d{0,5}$/.test(validity))
    throw refuse(`is valid for "${validity}" days`, 'give a whole number')
  return {
    name: fileNameOf(value('name') ?? commonName),
    caId,
    commonName,
    sanDns,
    sanIp,
    keyAlgorithm: known,
    validityDays: validity === undefined ? defaults.validityDays : Number(validity),
  }
}

/** Nothing that leads out of the directory, and no hidden file. */
function fileNameOf(name: string): string {
  return name
    .replace('*', '_')
    .replace(/[^\w.-]/g, '-')
    .replace(/^\.+/, '')
}

/**
 * The files are the memory: a certificate that is there is done; a request that is there is sent again under the same
 * idempotency key, which within 24 hours gives the same certificate. So nothing is issued twice, whenever the run was cut.
 */
export async function issueRow(
  client: CertmanClient,
  row: BulkRow,
  {
    directory,
    caPassphrase,
  }: { readonly directory: string; readonly caPassphrase: string | undefined },
): Promise<BulkOutcome> {
  const { name, caId, validityDays } = row
  const path = (ending: string): string => join(directory, `${name}.${ending}`)
  if (existsSync(path('pem'))) return { name, status: 'there', id: null, detail: path('pem') }
  try {
    const csrPem = await requestOf(row, path)
    const idempotencyKey = createHash('sha256')
      .update(JSON.stringify([caId, validityDays, csrPem]))
      .digest('hex')
    const { certificate } = await client.certificates.issue(
      { caId, mode: 'csr', csrPem, validityDays, caPassphrase },
      { idempotencyKey },
    )
    writeAtomically(path('pem'), `${certificate.certificate_pem}\n`, { force: false })
    return { name, status: 'issued', id: certificate.id, detail: path('pem') }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { name, status: 'failed', id: null, detail }
  }
}

/** Key and request, made once: what is there is used as it is, so that the request is the same in every run. */
async function requestOf(row: BulkRow, path: (ending: string) => string): Promise<string> {
  const [keyFile, csrFile] = [path('key'), path('csr')]
  if (existsSync(csrFile)) {
    if (existsSync(keyFile)) return readFileSync(csrFile, 'utf8')
    throw new Refusal(`${csrFile} is there without its key`, 'remove it to begin anew')
  }
  let key: KeyObject
  if (existsSync(keyFile)) {
    key = parseKey(readFileSync(keyFile), keyFile)
  } else {
    key = await generateKey(row.keyAlgorithm)
    writeAtomically(keyFile, keyToPem(key), { force: false })
  }
  const csrPem = await requestFor(key, row)
  writeAtomically(csrFile, csrPem, { force: false })
  return csrPem
}
