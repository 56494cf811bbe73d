import { join } from 'node:path'
import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

export const nss: Verifier = {
  name: 'NSS vfychain',
  tools: ['certutil', 'vfychain'],
  judgesNames: false,
  async judge({ directory, root, intermediates, leaf }) {
    const database = `sql:${join(directory, 'nss')}`
    await execute('mkdir', ['-p', join(directory, 'nss')])
    await execute('certutil', ['-N', '-d', database, '--empty-password'])
    await execute('certutil', ['-A', '-d', database, '-n', 'root', '-t', 'C,,', '-a', '-i', root])
    const chain = [leaf, ...intermediates].flatMap((path) => ['-a', path])
    const { output } = await execute('vfychain', ['-d', database, '-pp', '-u', '1', ...chain])
    return readOpinion(output, /^Chain is good!$/m, /^Chain is bad!$/m)
  },
}
