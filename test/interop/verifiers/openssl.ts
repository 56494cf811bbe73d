import { isIP } from 'node:net'
import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

export const openssl: Verifier = {
  name: 'OpenSSL verify -x509_strict',
  tools: ['openssl'],
  judgesNames: true,
  async judge({ root, intermediates, leaf, hostname }) {
    const untrusted = intermediates.flatMap((path) => ['-untrusted', path])
    const name = [isIP(hostname) === 0 ? '-verify_hostname' : '-verify_ip', hostname]
    const rules = [
      '-x509_strict',
      '-check_ss_sig',
      '-purpose',
      'sslserver',
      '-no-CApath',
      '-no-CAstore',
    ]
    const args = ['verify', ...rules, ...name, '-CAfile', root, ...untrusted, leaf]
    const { output } = await execute('openssl', args)
    return readOpinion(output, /: OK$/m, /verification failed$/m)
  },
}
