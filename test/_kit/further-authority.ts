import { runCommand } from './command-line.ts'
import type { Published } from './published.ts'
import { certificateFrom } from './relying-party.ts'
import type { Certificate } from '@certman/x509'

/** A CA beside those of the first start, made by its operator beside the running server, with an API key of its own. */
export interface FurtherAuthority {
  readonly id: string
  readonly certificate: Certificate
  readonly certificatePem: string
  readonly apiKey: string
}

/** Runs an operator command on the instance of a running server. @throws Error with what it said when it fails */
export async function operate({ server }: Published, ...words: readonly string[]): Promise<string> {
  const variables = {
    CERTMAN_DATA_DIR: `${server.directory}/data`,
    CERTMAN_PKI_URL: server.url,
  }
  const { code, output, talk } = await runCommand(words, { variables })
  if (code !== 0) throw new Error(`${words.join(' ')}: ${talk}${output}`)
  return output
}

/** @param words further options of `ca create` */
export async function createFurther(
  published: Published,
  commonName: string,
  ...words: readonly string[]
): Promise<FurtherAuthority> {
  const made = await operate(
    published,
    'ca',
    'create',
    '--common-name',
    commonName,
    ...words,
    '--json',
  )
  const { ca }: { ca: { id: string } } = JSON.parse(made)
  const scope = ['--user', 'owner@localhost', '--name', commonName, '--ca', ca.id, '--json']
  const created = await operate(published, 'api-key', 'create', ...scope)
  const apiKey = /cm_[0-9A-Za-z]{42}/.exec(created)?.[0] ?? ''
  const pem = await (await fetch(`${published.server.url}/ca/${ca.id}.pem`)).text()
  return { id: ca.id, certificate: certificateFrom(pem), certificatePem: pem.trim(), apiKey }
}
