import { z } from 'zod'
import { Problem } from '../../../pki/problem.ts'
import { decodedBlock, renderDecoded } from '../decoded.ts'
import { READS, tool } from '../tool.ts'

export const decodePemTool = tool({
  name: 'decode_pem',
  title: 'Decode a certificate, CSR or CRL',
  description:
    'Decodes PEM text: certificates, certificate signing requests (CSR) and revocation lists (CRL), several at once. Nothing is looked up. Never paste a private key here: it is refused and not read.',
  needs: null,
  input: z.object({ pem: z.string().min(1).max(200_000).describe('One or several PEM blocks') }),
  output: z.object({ blocks: z.array(decodedBlock) }),
  annotations: READS,
  async answer({ services, act, input }) {
    // Before anything is parsed: what follows may be cut off, and must not be told of.
    if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(input.pem)) {
      throw new Problem(
        'invalidRequest',
        'this holds a private key, which has no place in a conversation: treat it as disclosed, replace it, and paste only certificates',
        { field: 'pem' },
      )
    }
    const now = services.clock.now()
    const blocks = services.ca.decode(act, input.pem).map((block) => renderDecoded(block, now))
    return { said: blocks.map(({ summary }) => summary).join('\n'), data: { blocks } }
  },
})
