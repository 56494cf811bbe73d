import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

export const gnutls: Verifier = {
  name: 'GnuTLS certtool --verify',
  tools: ['certtool'],
  judgesNames: true,
  async judge({ root, path, hostname }) {
    const subject = ['--verify-hostname', hostname, '--verify-purpose', '1.3.6.1.5.5.7.3.1']
    const args = ['--verify', '--load-ca-certificate', root, ...subject, '--infile', path]
    const { output } = await execute('certtool', args)
    return readOpinion(
      output,
      /Chain verification output: Verified\./,
      /Chain verification output: Not verified\./,
    )
  },
}
