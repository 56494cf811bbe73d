import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDataDirectory } from './data-directory.ts'

describe('the data directory', () => {
  let above: string
  beforeEach(() => {
    above = mkdtempSync(join(tmpdir(), 'certman-directory-'))
  })
  afterEach(() => rmSync(above, { recursive: true, force: true }))

  test.skipIf(process.platform === 'win32')(
    'is made with what is missing above it, for its owner alone',
    () => {
      const path = join(above, 'var', 'lib', 'certman')
      openDataDirectory(path)
      for (const made of [path, join(above, 'var', 'lib'), join(above, 'var')]) {
        expect(statSync(made).mode & 0o777).toBe(0o700)
      }
      expect(() => openDataDirectory(path)).not.toThrow()
    },
  )

  test('is refused where a file stands in its place or above it', () => {
    const file = join(above, 'file')
    writeFileSync(file, '')
    expect(() => openDataDirectory(file)).toThrow(/cannot be used \(not a directory\); set CERTMAN/)
    expect(() => openDataDirectory(join(file, 'data'))).toThrow(/cannot be used .*; set CERTMAN/)
  })

  // A recursive mkdir of Node tries without end there: the directory above exists, and yet nothing can be made in it.
  test.skipIf(!existsSync('/proc/self'))('is refused where nothing can be made', () => {
    expect(() => openDataDirectory('/proc/certman/data')).toThrow(/cannot be used .*; set CERTMAN/)
  })
})
