import { closeSync, constants, copyFileSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncDirectory } from '../keys/master-key.ts'

/** Moves a file so that at every instant one of the two paths has all of it, also to another file system. */
export function moveDurably(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  syncFile(to)
  syncDirectory(dirname(to))
  rmSync(from)
  syncDirectory(dirname(from))
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
