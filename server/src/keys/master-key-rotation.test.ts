import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMasterKey, loadMasterKey } from './master-key.ts'
import { findMasterKey, prepareNextMasterKey, promoteNextMasterKey } from './master-key-rotation.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certman-rotation-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('rotating the master key', () => {
  test('leaves, after every step, a directory in which the key in use is found', () => {
    const old = createMasterKey(directory)
    const next = prepareNextMasterKey(directory, old.id)
    // Before the database changes, the old key is in use; after it, the next one.
    expect(loadMasterKey({ directory }).id).toBe(old.id)
    expect(findMasterKey(directory, old.id)?.id).toBe(old.id)
    expect(findMasterKey(directory, next.id)?.id).toBe(next.id)
    promoteNextMasterKey(directory)
    expect(loadMasterKey({ directory }).id).toBe(next.id)
    expect(findMasterKey(directory, next.id)?.id).toBe(next.id)
  })

  test('keeps the former key for former backups', () => {
    const old = createMasterKey(directory)
    const next = prepareNextMasterKey(directory, old.id)
    expect(promoteNextMasterKey(directory)).toBe(join(directory, `master.key.${old.id}`))
    expect(readdirSync(directory).sort()).toEqual(['master.key', `master.key.${old.id}`])
    expect(findMasterKey(directory, next.id)).toBeDefined()
  })

  test('replaces a next key that never came into use', () => {
    const old = createMasterKey(directory)
    const given_up = prepareNextMasterKey(directory, old.id)
    const next = prepareNextMasterKey(directory, old.id)
    expect(next.id).not.toBe(given_up.id)
    expect(findMasterKey(directory, given_up.id)).toBeUndefined()
  })

  test('never removes a next key that is in use: it is the only copy', () => {
    createMasterKey(directory)
    const next = prepareNextMasterKey(directory, 'another')
    expect(() => prepareNextMasterKey(directory, next.id)).toThrow('not finished')
    expect(findMasterKey(directory, next.id)?.id).toBe(next.id)
  })
})
