import { join } from 'node:path'
import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

export const erlang: Verifier = {
  name: 'Erlang public_key',
  tools: ['erl'],
  judgesNames: true,
  async judge({ root, path, hostname }) {
    const script = join(import.meta.dirname, 'verify_chain.escript')
    const { output } = await execute('escript', [script, root, path, hostname])
    return readOpinion(output, /^accepted$/m, /^refused: /m)
  },
}
