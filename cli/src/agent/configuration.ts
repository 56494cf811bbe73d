import { isDnsName, isIpAddress, normalizeDnsName, normalizeIpAddress } from '@certman/x509'
import { isAbsolute, resolve } from 'node:path'
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../key-algorithms.ts'
import { MemberReader, refuse } from './configuration-members.ts'

/** Forms that out-cert may have; those after `der` hold the key as well. */
export const FORMATS = ['pem', 'fullchain', 'der', 'haproxy', 'p12', 'jks'] as const
export type Format = (typeof FORMATS)[number]

/** One certificate that the agent keeps fresh. Paths are absolute. */
export interface Entry {
  /** Id of the CA that issues it. */
  readonly ca: string
  /** DNS names and IP addresses, normalized, the first of which becomes the common name. */
  readonly names: readonly string[]
  readonly outCert: string
  /** Absent only where out-cert holds the key. */
  readonly outKey: string | undefined
  /** The issuers with the root, PEM. */
  readonly outChain: string | undefined
  readonly format: Format
  /** Where the password of a p12 or jks store stands. */
  readonly passwordFile: string | undefined
  readonly caPassphraseFile: string | undefined
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays: number | undefined
  /** The part of the life after which it is renewed, 0.1 to 0.95. */
  readonly renewAt: number
  /** Of files that hold the key. */
  readonly mode: number
  /** `user` or `user:group`, names or numbers. */
  readonly owner: string | undefined
  /** Commands for sh; `deploy` and `reload` run after a real renewal only. */
  readonly hooks: Readonly<Partial<Record<'pre' | 'deploy' | 'post', string>>>
  /** A systemd unit to reload. */
  readonly reload: string | undefined
}

export interface AgentConfiguration {
  readonly apiUrl: string | undefined
  readonly apiKeyFile: string | undefined
  readonly entries: readonly Entry[]
}

const TWO_THIRDS = '66%'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * @param document what the YAML said
 * @param directory relative paths start there
 * @throws Refusal naming the member at fault
 */
export function parseConfiguration(document: unknown, directory: string): AgentConfiguration {
  const members = new MemberReader(document, '')
  const entries = members.list('entries')
  if (entries.length === 0) throw refuse('entries', 'names no certificate')
  const path = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : absolute(text, directory)
  const configuration = {
    apiUrl: members.optionalText('api-url'),
    apiKeyFile: path(members.optionalText('api-key-file')),
    entries: entries.map((entry, index) => parseEntry(entry, `entries[${index}]`, path)),
  }
  members.finish()
  assertOwnFiles(configuration.entries)
  return configuration
}

function parseEntry(
  document: unknown,
  at: string,
  path: (text: string | undefined) => string | undefined,
): Entry {
  const members = new MemberReader(document, at)
  const format = members.choice('format', FORMATS, 'fullchain')
  const outKey = path(members.optionalText('out-key'))
  const passwordFile = path(members.optionalText('password-file'))
  if (outKey === undefined && !holdsKey(format)) {
    throw refuse(`${at}.out-key`, `is missing: a file in ${format} does not hold the key`)
  }
  if (passwordFile === undefined && (format === 'p12' || format === 'jks')) {
    throw refuse(`${at}.password-file`, `is missing: a ${format} store needs a password`)
  }
  const hooks = new MemberReader(members.optional('hooks') ?? {}, `${at}.hooks`)
  const entry: Entry = {
    ca: parseId(members.text('ca'), `${at}.ca`),
    names: parseNames(members.list('names'), `${at}.names`),
    // A text that is there has a path.
    outCert: path(members.text('out-cert'))!,
    outKey,
    outChain: path(members.optionalText('out-chain')),
    format,
    passwordFile,
    caPassphraseFile: path(members.optionalText('ca-passphrase-file')),
    keyAlgorithm: members.choice('key-algorithm', KEY_ALGORITHMS, 'ECDSA-P256'),
    validityDays: members.optionalDays('validity-days'),
    renewAt: parsePart(members.optionalText('renew-at') ?? TWO_THIRDS, `${at}.renew-at`),
    mode: parseMode(members.optionalText('mode') ?? '0600', `${at}.mode`),
    owner: members.optionalText('owner'),
    hooks: {
      ...hook(hooks, 'pre'),
      ...hook(hooks, 'deploy'),
      ...hook(hooks, 'post'),
    },
    reload: members.optionalText('reload'),
  }
  hooks.finish()
  members.finish()
  return entry
}

/** Whether out-cert itself holds the private key. */
export function holdsKey(format: Format): boolean {
  return format === 'haproxy' || format === 'p12' || format === 'jks'
}

function hook(members: MemberReader, name: 'pre' | 'deploy' | 'post'): Entry['hooks'] {
  const command = members.optionalText(name)
  return command === undefined ? {} : { [name]: command }
}

function absolute(text: string, directory: string): string {
  return isAbsolute(text) ? text : resolve(directory, text)
}

function parseId(text: string, at: string): string {
  if (UUID.test(text)) return text
  throw refuse(at, `is "${text}", which is no id of a CA: certman ca list shows them`)
}

function parseNames(names: readonly unknown[], at: string): readonly string[] {
  if (names.length === 0) throw refuse(at, 'names nothing')
  return names.map((name, index) => {
    if (typeof name === 'string' && isIpAddress(name)) return normalizeIpAddress(name)
    if (typeof name === 'string' && isDnsName(name)) return normalizeDnsName(name)
    throw refuse(`${at}[${index}]`, `is ${JSON.stringify(name)}, no DNS name and no IP address`)
  })
}

/** `66%` or `0.66`. */
function parsePart(text: string, at: string): number {
  const part = /^\d{1,2}(\.\d+)?%$/.test(text) ? Number.parseFloat(text) / 100 : Number(text)
  if (part >= 0.1 && part <= 0.95) return part
  throw refuse(at, `is "${text}": give a part of the life between 10% and 95%`)
}

/** Octal digits; nobody but the owner writes, and others never read a key. */
function parseMode(text: string, at: string): number {
  const mode = /^0?[0-7]{3}$/.test(text) ? Number.parseInt(text, 8) : -1
  if (mode >= 0 && (mode & 0o027) === 0 && (mode & 0o600) === 0o600) return mode
  throw refuse(at, `is "${text}": give "0600" or "0640" in quotes, the mode of files with a key`)
}

/** Two entries that write one file would undo each other for ever. */
function assertOwnFiles(entries: readonly Entry[]): void {
  const owners = new Map<string, number>()
  entries.forEach((entry, index) => {
    for (const path of [entry.outCert, entry.outKey, entry.outChain]) {
      if (path === undefined) continue
      if (owners.has(path))
        throw refuse(`entries[${index}]`, `writes ${path}, which another writes`)
      owners.set(path, index)
    }
  })
}
