import { execute } from '../../_kit/execute.ts'
import { readOpinion } from './verifier.ts'
import type { Verifier } from './verifier.ts'

/** It takes every certificate that it is given beside the leaf for a trust anchor. */
export const botan: Verifier = {
  name: 'Botan cert_verify',
  tools: ['botan'],
  judgesNames: false,
  async judge({ root, intermediates, leaf }) {
    const { output } = await execute('botan', ['cert_verify', leaf, ...intermediates, root])
    return readOpinion(output, /passes validation checks/, /did not validate/)
  },
}
