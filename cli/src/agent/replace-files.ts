import { chown, link, open, realpath, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface NewFile {
  readonly path: string
  readonly octets: Uint8Array
  readonly mode: number
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined
}

/** Files that were replaced, and can still be what they were. */
export interface Replacement {
  /** Whether there was anything before. */
  readonly hadFormer: boolean
  rollBack(): Promise<void>
}

const FORMER = '.previous'

/**
 * Puts files into their places together: all are written and durable beside their places first, the former ones are kept
 * as `*.previous`, and only then are they renamed one right after the other. Whoever opens a file finds the former or the new
 * one whole; when writing fails, all former ones are where they were.
 */
export async function replaceTogether(files: readonly NewFile[]): Promise<Replacement> {
  const placed = await Promise.all(
    files.map(async (file) => ({ ...file, path: await followLink(file.path) })),
  )
  const staged = placed.map(({ path }) => `${path}.new`)
  try {
    for (const [index, file] of placed.entries()) await writeDurably(staged[index]!, file)
  } catch (error) {
    await Promise.all(staged.map((path) => rm(path, { force: true })))
    throw error
  }
  const formers = await Promise.all(placed.map(({ path }) => keepFormer(path)))
  for (const [index, { path }] of placed.entries()) await rename(staged[index]!, path)
  await syncDirectories(placed)
  return {
    hadFormer: formers.some(Boolean),
    async rollBack() {
      for (const [index, { path }] of placed.entries()) {
        if (formers[index] === true) await rename(path + FORMER, path)
        else await rm(path, { force: true })
      }
      await syncDirectories(placed)
    },
  }
}

/** A link stays a link: what it points to is replaced. */
async function followLink(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (isMissing(error)) return path
    throw error
  }
}

async function writeDurably(staged: string, { octets, mode, owner }: NewFile): Promise<void> {
  await rm(staged, { force: true })
  const file = await open(staged, 'wx', mode)
  try {
    // The process may have a umask that takes away what the owner of the configuration wants.
    await file.chmod(mode)
    await file.writeFile(octets)
    await file.sync()
  } finally {
    await file.close()
  }
  if (owner !== undefined) await chown(staged, owner.uid, owner.gid)
}

/** The same file under a second name, with its owner and mode. @returns false where there is none */
async function keepFormer(path: string): Promise<boolean> {
  await rm(path + FORMER, { force: true })
  try {
    await link(path, path + FORMER)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** A rename is durable when its directory is. */
async function syncDirectories(files: readonly NewFile[]): Promise<void> {
  for (const path of new Set(files.map((file) => dirname(file.path)))) {
    const directory = await open(path, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
