import { z } from 'zod'
import { decodedBlock, renderDecoded } from '../decoded.ts'
import { requireNoPrivateKey } from '../private-key.ts'
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
    requireNoPrivateKey(input.pem, 'pem')
    const now = services.clock.now()
    const blocks = services.ca.decode(act, input.pem).map((block) => renderDecoded(block, now))
    return { said: blocks.map(({ summary }) => summary).join('\n'), data: { blocks } }
  },
})
