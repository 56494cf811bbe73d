import { join } from 'node:path'
import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

/** The name check of Java's own TLS lives in a package that is not exported. */
const EXPORTS = ['--add-exports', 'java.base/sun.security.util=ALL-UNNAMED']

let classes = ''

export const java: Verifier = {
  name: 'Java CertPathValidator',
  tools: ['javac', 'java'],
  judgesNames: true,
  async prepare(directory) {
    classes = join(directory, 'classes')
    const source = join(import.meta.dirname, 'VerifyChain.java')
    const { code, output } = await execute('javac', [...EXPORTS, '-d', classes, source])
    if (code !== 0) throw new Error(output)
  },
  async judge({ root, path, hostname }) {
    const args = [...EXPORTS, '-cp', classes, 'VerifyChain', root, path, hostname]
    const { output } = await execute('java', args)
    return readOpinion(output, /^accepted$/m, /^refused: /m)
  },
}
