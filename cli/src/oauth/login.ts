import { connect, serverUrlOf } from '../client.ts'
import { readConfigFile, writeConfigFile, type GrantName } from '../config-file.ts'
import type { Console } from '../console.ts'
import { discover } from './authorization-server.ts'
import { register } from './requests.ts'
import { signInByBrowser, signInByDevice } from './sign-in.ts'

/** Signs somebody in without a key, and keeps what came of it in the configuration file (0600). */
export async function signIn(
  console: Console,
  way: 'web' | 'device',
  name: GrantName,
): Promise<void> {
  const url = serverUrlOf(console)
  const server = await discover(console.fetch, url)
  const clientId = await register(console.fetch, server)
  const resource = name === 'api' ? server.issuer : `${server.issuer}/mcp`
  const request = { console, server, clientId, resource }
  const tokens = await (way === 'web' ? signInByBrowser(request) : signInByDevice(request))
  const { apiUrl } = console.options()
  const { apiKey, ...config } = readConfigFile(console.home)
  writeConfigFile(console.home, {
    ...config,
    // A key would go before the sign-in.
    ...(name === 'mcp' && apiKey !== undefined ? { apiKey } : {}),
    ...(apiUrl === undefined ? {} : { apiUrl: url }),
    grants: {
      ...config.grants,
      [name]: {
        issuer: server.issuer,
        tokenEndpoint: server.token_endpoint,
        revocationEndpoint: server.revocation_endpoint,
        clientId,
        ...tokens,
      },
    },
  })
  if (name === 'mcp') {
    console.tell('Signed in for certman mcp')
    return
  }
  const { user, workspace } = await connect(console).whoami()
  console.tell(`Signed in as ${user.email} in ${workspace.name}`)
}
