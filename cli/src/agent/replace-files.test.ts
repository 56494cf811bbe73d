import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceTogether } from './replace-files.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-replace-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

const path = (name: string): string => join(directory, name)
const text = (name: string): Promise<string> => readFile(path(name), 'utf8')
const file = (name: string, content: string, mode = 0o600) => ({
  path: path(name),
  octets: Buffer.from(content),
  mode,
})

describe('replaceTogether', () => {
  it('writes new files with their modes, and leaves nothing beside them', async () => {
    const { hadFormer } = await replaceTogether([
      file('key', 'k1', 0o640),
      file('cert', 'c1', 0o644),
    ])
    expect(hadFormer).toBe(false)
    expect([await text('key'), await text('cert')]).toEqual(['k1', 'c1'])
    expect((await stat(path('key'))).mode & 0o777).toBe(0o640)
    expect((await stat(path('cert'))).mode & 0o777).toBe(0o644)
    expect(await readdir(directory)).toEqual(['cert', 'key'])
  })

  it('keeps the former files, and puts all of them back', async () => {
    await replaceTogether([file('key', 'k1'), file('cert', 'c1')])
    const second = await replaceTogether([file('key', 'k2'), file('cert', 'c2')])
    expect(second.hadFormer).toBe(true)
    expect([await text('key'), await text('key.previous')]).toEqual(['k2', 'k1'])
    await second.rollBack()
    expect([await text('key'), await text('cert')]).toEqual(['k1', 'c1'])
    const third = await replaceTogether([file('key', 'k3'), file('cert', 'c3'), file('chain', 'x')])
    await third.rollBack()
    expect((await readdir(directory)).sort()).toEqual(['cert', 'key'])
  })

  it('changes nothing when one of the files cannot be written', async () => {
    await replaceTogether([file('key', 'k1'), file('cert', 'c1')])
    await expect(replaceTogether([file('key', 'k2'), file('absent/cert', 'c2')])).rejects.toThrow(
      'ENOENT',
    )
    expect([await text('key'), await text('cert')]).toEqual(['k1', 'c1'])
    expect(await readdir(directory)).toEqual(['cert', 'key'])
  })

  it('replaces what a link points to, and leaves the link', async () => {
    await mkdir(path('live'))
    await writeFile(path('live/cert'), 'c1')
    await symlink(path('live/cert'), path('cert'))
    const replacement = await replaceTogether([file('cert', 'c2')])
    expect([await text('live/cert'), await text('cert')]).toEqual(['c2', 'c2'])
    await replacement.rollBack()
    expect(await text('live/cert')).toBe('c1')
  })

  it('is never seen half written by a reader', async () => {
    await replaceTogether([file('key', 'a'.repeat(5000)), file('cert', 'a'.repeat(5000))])
    let isOver = false
    const torn: string[] = []
    const reader = (async () => {
      while (!isOver) {
        const seen = await text('cert')
        if (seen.length !== 5000 || new Set(seen).size !== 1) torn.push(seen)
      }
    })()
    for (const letter of 'bcdefghijkl') {
      await replaceTogether([file('key', letter.repeat(5000)), file('cert', letter.repeat(5000))])
    }
    isOver = true
    await reader
    expect(torn).toEqual([])
  })
})
