import { randomUUID } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from './refusal.ts'

/** Keys and what belongs to them are for their owner alone. */
const OWNER_ONLY = 0o600

export interface WriteOptions {
  /** Whether a file that is there already may be replaced. */
  readonly force: boolean
  /** Permissions; 0600 unless given. */
  readonly mode?: number
}

/**
 * Writes a file so that it is there whole or not at all, also after a power cut.
 * @throws Refusal when the file is there already and may not be replaced, or cannot be written
 */
export function writeAtomically(
  path: string,
  content: string | Uint8Array,
  { force, mode = OWNER_ONLY }: WriteOptions,
): void {
  const temporary = join(dirname(resolve(path)), `.${randomUUID()}.tmp`)
  try {
    const descriptor = openSync(temporary, 'wx', mode)
    try {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw unwritable(path, cause)
  }
  moveInto(path, temporary, force)
}

/**
 * Gives a file that is written already its name; it is gone from where it was afterwards, whatever came of it.
 * @throws Refusal as writeAtomically
 */
export function moveInto(path: string, from: string, force: boolean): void {
  try {
    // A link, unlike a rename, fails when somebody was faster.
    if (force) renameSync(from, path)
    else linkSync(from, path)
  } catch (cause) {
    throw isExisting(cause) ? existing(path) : unwritable(path, cause)
  } finally {
    rmSync(from, { force: true })
  }
}

/**
 * What can be known before something that cannot be undone is done: that all files will be written.
 * @throws Refusal
 */
export function assertWritable(paths: readonly (string | undefined)[], force: boolean): void {
  const given = paths.filter((path) => path !== undefined).map((path) => resolve(path))
  if (new Set(given).size < given.length)
    throw new Refusal('two results would go to one file', 'name another file for one of them')
  for (const path of given) {
    if (!force && exists(path)) throw existing(path)
    try {
      accessSync(dirname(path), constants.W_OK)
    } catch (cause) {
      throw unwritable(path, cause)
    }
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function existing(path: string): Refusal {
  return new Refusal(`${path} exists already`, 'name another file, or replace it with --force')
}

function unwritable(path: string, cause: unknown): Refusal {
  const reason = codeOf(cause)
  return new Refusal(
    `${path} cannot be written${reason}`,
    'check the directory and its permissions',
    cause,
  )
}

const isExisting = (error: unknown): boolean => codeOf(error) === ' (EEXIST)'

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
}
