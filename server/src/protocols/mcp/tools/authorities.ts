import { z } from 'zod'
import { asUuid, uuid } from '../arguments.ts'
import { READS, tool } from '../tool.ts'
import {
  authorityDetail,
  authoritySummary,
  certificatePem,
  pem,
  renderAuthority,
  renderAuthorityDetail,
} from '../wire.ts'

const byId = z.object({ caId: uuid('The id of the CA; list_cas tells it') })

export const listAuthorities = tool({
  name: 'list_cas',
  title: 'List certificate authorities',
  description:
    'Lists the certificate authorities (CAs) that may be read, oldest first, without revoked ones.',
  needs: 'read',
  input: z.object({
    type: z.enum(['root', 'intermediate', 'all']).optional().describe('Default: all'),
    parentCaId: uuid('Only CAs directly below this one').optional(),
  }),
  output: z.object({ cas: z.array(authoritySummary) }),
  annotations: READS,
  async answer({ services, act, input }) {
    const found = await services.ca.listAuthorities(act, {
      type: input.type ?? 'all',
      parentId: input.parentCaId === undefined ? undefined : asUuid(input.parentCaId),
    })
    const named = found.map(({ name, id }) => `${name} (${id})`).join(', ')
    return {
      said: `${found.length} certificate authorities${named === '' ? '' : `: ${named}`}.`,
      data: { cas: found.map(renderAuthority) },
    }
  },
})

export const getAuthority = tool({
  name: 'get_ca',
  title: 'Get a certificate authority',
  description: 'Returns one certificate authority with its certificate.',
  needs: 'read',
  input: byId,
  output: z.object({ ca: authorityDetail }),
  annotations: READS,
  async answer({ services, act, input }) {
    const found = await services.ca.getAuthority(act, asUuid(input.caId))
    const ca = renderAuthorityDetail(found)
    return {
      said: `${ca.name}, ${ca.parent_ca_id === null ? 'a root' : 'an intermediate'} (${ca.key_algorithm}), valid until ${ca.valid_to}${ca.has_passphrase ? '; protected by a passphrase' : ''}.`,
      data: { ca },
    }
  },
})

export const getAuthorityChain = tool({
  name: 'get_ca_chain',
  title: 'Get the chain of a certificate authority',
  description:
    'Returns the certificates from a certificate authority up to its root: what servers send after their own certificate (without the root), and what is put into trust stores (the last one).',
  needs: 'read',
  input: byId,
  output: z.object({
    caId: z.string(),
    chainLength: z.number().int(),
    chain: z.array(pem).describe('From the CA itself up to the root'),
  }),
  annotations: READS,
  async answer({ services, act, input }) {
    const caId = asUuid(input.caId)
    const chain = (await services.ca.getChain(act, caId)).map(certificatePem)
    return {
      said: `${chain.length} certificates, the last one is the root.`,
      data: { caId, chainLength: chain.length, chain },
    }
  },
})
