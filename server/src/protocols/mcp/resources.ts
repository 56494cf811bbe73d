import {
  ResourceNotFoundError,
  ResourceTemplate,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { parseUuid, type Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import { callerIn } from './caller.ts'
import type { McpServices } from './dependencies.ts'
import { certificatePem } from './wire.ts'

const PEM = 'application/x-pem-file'

/** The public material of the CAs that may be read: `certman://ca/{id}/certificate` and `certman://ca/{id}/chain`. */
export function registerResources(server: McpServer, { ca }: McpServices): void {
  const listed =
    (what: 'certificate' | 'chain', describe: (name: string) => string) =>
    async ({ http }: ServerContext) => ({
      resources: (await ca.listAuthorities(callerIn(http).act, { type: 'all' })).map(
        ({ id, name }) => ({
          uri: `certman://ca/${id}/${what}`,
          name: `${name}: ${what}`,
          description: describe(name),
          mimeType: PEM,
        }),
      ),
    })
  server.registerResource(
    'ca-certificate',
    new ResourceTemplate('certman://ca/{caId}/certificate', {
      list: listed('certificate', (name) => `The certificate of ${name}`),
    }),
    {
      title: 'Certificate of a CA',
      description: 'The current certificate of a certificate authority',
      mimeType: PEM,
    },
    async (uri, { caId }, { http }) => {
      const { act } = callerIn(http)
      const found = await readable(uri, () => ca.getAuthority(act, idOf(caId, uri)))
      return pemContents(uri, certificatePem(found.certificate))
    },
  )
  server.registerResource(
    'ca-chain',
    new ResourceTemplate('certman://ca/{caId}/chain', {
      list: listed('chain', (name) => `From ${name} up to its root`),
    }),
    {
      title: 'Chain of a CA',
      description: 'The certificates from a certificate authority up to its root',
      mimeType: PEM,
    },
    async (uri, { caId }, { http }) => {
      const { act } = callerIn(http)
      const chain = await readable(uri, () => ca.getChain(act, idOf(caId, uri)))
      return pemContents(uri, chain.map(certificatePem).join('\n'))
    },
  )
}

function pemContents(uri: URL, text: string) {
  return { contents: [{ uri: uri.href, mimeType: PEM, text }] }
}

function idOf(variable: string | readonly string[] | undefined, uri: URL): Uuid {
  const id = typeof variable === 'string' ? parseUuid(variable) : undefined
  if (id === undefined) throw new ResourceNotFoundError(uri.href)
  return id
}

/** A CA out of reach is no resource of this caller's. */
async function readable<Found>(uri: URL, find: () => Promise<Found>): Promise<Found> {
  try {
    return await find()
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'forbidden') {
      throw new ResourceNotFoundError(uri.href)
    }
    throw thrown
  }
}
