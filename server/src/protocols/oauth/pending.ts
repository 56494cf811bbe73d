import { Problem } from '../../pki/problem.ts'
import { resourceIdentifiers, resourceOf, SCOPE } from './resources.ts'
import type { Interaction, Provider } from 'oidc-provider'
import type { OAuthMemory } from '../../access/oauth/memory.ts'
import type { AskingClient, PendingRequest, PendingRequests } from '../../access/oauth/requests.ts'

const DENIED = { error: 'access_denied', error_description: 'the user refused' } as const

type DeviceCode = InstanceType<Provider['DeviceCode']>

/** The requests that wait for a user, in the library's keeping. */
export function pendingRequests(
  provider: () => Promise<Provider>,
  memory: OAuthMemory,
): PendingRequests {
  const found = async (id: string): Promise<Interaction> => {
    const interaction = await (await provider()).Interaction.find(id)
    if (interaction) return interaction
    throw new Problem(
      'notFound',
      'this request has expired; go back to the program and start again',
    )
  }
  const decide = async (id: string, result: Interaction['result']): Promise<string> => {
    const interaction = await found(id)
    if (interaction.result !== undefined) throw alreadyDecided()
    interaction.result = result
    await interaction.save(interaction.exp - Math.floor(Date.now() / 1000))
    return interaction.returnTo
  }
  const waiting = async (userCode: string): Promise<DeviceCode> => {
    const code = await (await provider()).DeviceCode.findByUserCode(normalized(userCode))
    if (!code) throw new Problem('notFound', NO_SUCH_CODE, { field: 'userCode' })
    if (code.error !== undefined || code.accountId !== undefined) throw alreadyDecided()
    return code
  }
  return {
    async find(id) {
      const { params, result } = await found(id)
      if (result !== undefined) throw alreadyDecided()
      return describe(await provider(), memory, params, textOf(params['redirect_uri']))
    },
    accept: (id, userId, grantId) =>
      decide(id, { login: { accountId: userId, remember: false }, consent: { grantId } }),
    refuse: (id) => decide(id, DENIED),
    async findDevice(userCode) {
      const { params, clientId } = await waiting(userCode)
      return describe(await provider(), memory, { ...params, client_id: clientId }, null)
    },
    async acceptDevice(userCode, userId, grantId) {
      const code = await waiting(userCode)
      const { issuer } = await provider()
      const resource = textOf(code.params?.['resource']) ?? resourceIdentifiers(issuer).api
      Object.assign(code, { accountId: userId, grantId, scope: SCOPE, resource })
      await code.save()
    },
    async refuseDevice(userCode) {
      const code = await waiting(userCode)
      const { error, error_description: errorDescription } = DENIED
      Object.assign(code, { error, errorDescription })
      await code.save()
    },
  }
}

const NO_SUCH_CODE = 'no device shows this code now; type it as it stands there, or start again'

function alreadyDecided(): Problem {
  return new Problem('conflict', 'this request has been answered already; start again')
}

/** RFC 8628 §6.1: case and whatever separates the characters make no difference. */
function normalized(userCode: string): string {
  return userCode.toUpperCase().replaceAll(/[^A-Z]/g, '')
}

async function describe(
  provider: Provider,
  memory: OAuthMemory,
  params: Readonly<Record<string, unknown>>,
  redirectUri: string | null,
): Promise<PendingRequest> {
  const { issuer } = provider
  const indicator = textOf(params['resource']) ?? resourceIdentifiers(issuer).api
  const client = await askingClient(provider, memory, textOf(params['client_id']) ?? '')
  return { client, resource: resourceOf(issuer, indicator) ?? 'api', redirectUri }
}

async function askingClient(
  provider: Provider,
  memory: OAuthMemory,
  id: string,
): Promise<AskingClient> {
  const [client, stored] = [await provider.Client.find(id), await memory.client(id)]
  if (!client) throw new Problem('notFound', 'the program that asked is gone; start again there')
  const workspaceId = stored?.workspaceId ?? null
  const known = workspaceId === null ? 'registered' : 'confidential'
  return {
    id,
    name: client.clientName ?? stored?.name ?? id,
    uri: client.clientUri ?? null,
    kind: stored ? known : 'document',
    workspaceId,
  }
}

/** The library keeps one resource as a text, several as a list; several are refused before. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value[0])
  return typeof value === 'string' && value !== '' ? value : null
}
