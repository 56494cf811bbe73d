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
      'Keep an API key in ~/.certman/config.json, and with --api-url the address as well',
    )
    .option('--with-token', 'read the API key from standard input')
    .action((options: { readonly withToken?: true }) => login(console, options.withToken === true))
  addExamples(
    command,
    'certman login',
    'certman login --api-url https://certman.internal',
    'certman login --with-token < key.txt',
  )
}

async function login(console: Console, withToken: boolean): Promise<void> {
  const apiKey = (await readApiKey(console, withToken)).trim()
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
