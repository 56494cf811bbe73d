import { join } from 'node:path'
import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

let program = ''

export const go: Verifier = {
  name: 'Go crypto/x509',
  tools: ['go'],
  judgesNames: true,
  async prepare(directory) {
    program = join(directory, 'verify-chain')
    const source = join(import.meta.dirname, 'verify_chain.go')
    const environment = { GOTOOLCHAIN: 'local', GOFLAGS: '' }
    const { code, output } = await execute('go', ['build', '-o', program, source], { environment })
    if (code !== 0) throw new Error(output)
  },
  async judge({ root, path, hostname }) {
    const { output } = await execute(program, [root, path, hostname])
    return readOpinion(output, /^accepted$/m, /^refused: /m)
  },
}
