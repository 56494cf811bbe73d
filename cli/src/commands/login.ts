import { CertmanAuthenticationError, createCertmanClient } from '@certman/sdk'
import type { Command } from 'commander'
import { askHidden, canAsk } from '../ask.ts'
import { apiUrlOf } from '../client.ts'
import { readConfigFile, writeConfigFile } from '../config-file.ts'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { readInputText, STANDARD_INPUT } from '../input-file.ts'
import { Refusal } from '../refusal.ts'

export function addLogin(program: Command, console: Console): void {
  const command = program
    .command('login')
    .description(
      'Keep an API key in ~/.certman/config.json, and with --api-url the address as well; or sign in without a key',
    )
    .option('--with-token', 'read the API key from standard input')
    .option('--web', 'sign in with the browser of this machine')
    .option('--device', 'sign in with the browser of another machine, where a code is typed')
    .option('--mcp', 'with --web or --device: for certman mcp instead of the API')
    .action((options: LoginOptions) => login(console, options))
  addExamples(
    command,
    'certman login',
    'certman login --api-url https://certman.internal',
    'certman login --with-token < key.txt',
    'certman login --web',
    'certman login --device --api-url https://certman.internal',
  )
}

interface LoginOptions {
  readonly withToken?: true
  readonly web?: true
  readonly device?: true
  readonly mcp?: true
}

async function login(console: Console, options: LoginOptions): Promise<void> {
  const { web, device, mcp, withToken } = options
  if (web || device) {
    const { signIn } = await import('../oauth/login.ts')
    return signIn(console, web ? 'web' : 'device', mcp ? 'mcp' : 'api')
  }
  if (mcp)
    throw new Refusal('--mcp goes with --web or --device', 'an API key serves assistants as it is')
  const apiKey = (await readApiKey(console, withToken === true)).trim()
  if (apiKey === '') throw new Refusal('API key cannot be empty', 'it begins with cm_')
  const client = createCertmanClient({ apiKey, baseUrl: apiUrlOf(console), fetch: console.fetch })
  try {
    await client.whoami()
  } catch (error) {
    if (!(error instanceof CertmanAuthenticationError)) throw error
    throw new Refusal('Invalid API key', 'check the key, and --api-url: each server has its own')
  }
  const { apiUrl } = console.options()
  writeConfigFile(console.home, {
    ...readConfigFile(console.home),
    apiKey,
    ...(apiUrl === undefined ? {} : { apiUrl }),
  })
  console.tell('API key saved to ~/.certman/config.json')
}

/** A key that is piped in is meant, also without --with-token. */
async function readApiKey(console: Console, withToken: boolean): Promise<string> {
  const given = console.options().apiKey
  if (given !== undefined) return given
  if (withToken || !canAsk(console)) return readInputText(console, STANDARD_INPUT)
  return askHidden(console, 'Enter your API key: ')
}
