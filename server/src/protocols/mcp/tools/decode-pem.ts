import { decodePem, X509Error } from '@certman/x509'
import { z } from 'zod'
import { Problem } from '../../../pki/problem.ts'
import { decodedBlock, describeBlock } from '../decoded.ts'
import { READS, tool } from '../tool.ts'

const MOST_BLOCKS = 20

export const decodePemTool = tool({
  name: 'decode_pem',
  title: 'Decode a certificate, CSR or CRL',
  description:
    'Decodes PEM text: certificates, certificate signing requests (CSR) and revocation lists (CRL), several at once. It judges nothing and looks nothing up. Never paste a private key here: it is refused and not read.',
  needs: null,
  input: z.object({ pem: z.string().min(1).max(200_000).describe('One or several PEM blocks') }),
  output: z.object({ blocks: z.array(decodedBlock) }),
  annotations: READS,
  async answer({ services, input }) {
    if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(input.pem)) {
      throw new Problem(
        'invalidRequest',
        'this holds a private key, which has no place in a conversation: treat it as disclosed, replace it, and paste only certificates',
        { field: 'pem' },
      )
    }
    const found = understanding(() => decodePem(input.pem))
    if (found.length === 0 || found.length > MOST_BLOCKS) {
      throw new Problem(
        'invalidRequest',
        `pem holds ${found.length} PEM blocks; give 1 to ${MOST_BLOCKS}, each from "-----BEGIN …-----" to "-----END …-----"`,
        { field: 'pem' },
      )
    }
    const now = services.clock.now()
    const blocks = found.map((block) => understanding(() => describeBlock(block, now)))
    return { said: blocks.map((block) => block.summary).join('\n'), data: { blocks } }
  },
})

function understanding<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof X509Error)) throw error
    throw new Problem('invalidRequest', `pem cannot be read: ${error.message}`, {
      field: 'pem',
      cause: error,
    })
  }
}
