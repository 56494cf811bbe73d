import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
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

/** Puts a file that is complete in the place of another one. */
export function replaceDurably(from: string, to: string): void {
  syncFile(from)
  renameSync(from, to)
  syncDirectory(dirname(to))
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
