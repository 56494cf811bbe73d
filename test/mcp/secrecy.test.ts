import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../_kit/command-line.ts'
import { startIssuing, type Issuing } from '../_kit/issuing.ts'
import { openConsole } from '../_kit/console-session.ts'
import { CLIENTS, connectMcp } from '../_kit/mcp-clients.ts'
import { makeOwnRequest } from '../_kit/own-request.ts'

const ROUNDS = 8
/** What a private key looks like in any of its forms: PEM, and the beginning of the DER of a PKCS#8 EC or RSA key in base 64. */
const PRIVATE = /PRIVATE KEY|AgEAMB[AM]GByqGSM49|IBADANBgkqhkiG9w0BAQEFAASC/
const ALGORITHMS = ['ECDSA-P256', 'RSA-2048', 'ECDSA-P384', 'RSA-4096']

/** Everything that came over the wire, as octets: what the client makes of it is not asked. */
function listening(heard: string[]): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init)
    const text = await response.clone().text()
    heard.push(text, JSON.stringify([...response.headers]))
    return response
  }
}

test.each(Object.entries(CLIENTS))(
  'over a long session no answer of any tool holds a private key: %s',
  async (_title, { connect }) => {
    await using console = await openConsole()
    const { server } = console
    const heard: string[] = []
    await using client = await connect({
      url: server.url,
      key: server.apiKey,
      fetch: listening(heard),
    })
    const names = (await client.tools()).map(({ name }) => name)
    const called = new Set<string>()
    const call = async (name: string, args: Readonly<Record<string, unknown>> = {}) => {
      called.add(name)
      const answer = await client.call(name, args)
      const token = answer.data?.confirmationToken
      return token === undefined ? answer : client.call(name, { ...args, confirmationToken: token })
    }
    const { data: list } = await client.call('list_cas', { type: 'intermediate' })
    const caId = list.cas[0].id
    const links: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const commonName = `round-${round}.example.com`
      const keyAlgorithm = ALGORITHMS[round % ALGORITHMS.length]
      const managed = await call('issue_certificate', { caId, commonName, keyAlgorithm })
      expect(managed.data.privateKeyUrl).toContain('/key-link/')
      const certificateId = managed.data.certificate.id
      const renewed = await call('renew_certificate', { certificateId })
      links.push(managed.data.privateKeyUrl, renewed.data.privateKeyUrl)
      const signed = await call('sign_csr', { caId, csrPem: makeOwnRequest(commonName) })
      await call('get_certificate', { certificateId })
      await call('check_revocation', { certificateId })
      await call('list_certificates', { search: commonName, pageSize: 100 })
      await call('expiring_report', { withinDays: 400 })
      await call('decode_pem', { pem: signed.data.certificate.certificate_pem })
      await call('revoke_certificate', { certificateId })
      await call('whoami')
      await call('list_cas')
      await call('get_ca', { caId })
      await call('get_ca_chain', { caId })
      // Refusals speak of what was given.
      await call('decode_pem', {
        pem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
      })
      await call('sign_csr', { caId, csrPem: 'nonsense' })
    }
    for (const uri of await client.resources()) await client.read(uri)
    expect(await client.prompts()).toHaveLength(2)
    expect([...called].toSorted()).toEqual(names.toSorted())
    expect(heard.length).toBeGreaterThan(ROUNDS * 15)
    expect(heard.filter((text) => PRIVATE.test(text))).toEqual([])
    expect(PRIVATE.test(server.output())).toBe(false)

    // The very keys, which only their person gets: no piece of one came by, in whatever dress.
    const everything = heard.join('\n') + server.output()
    for (const link of new Set(links)) {
      const path = `/console/v1/key-links/${link.split('/').at(-1)}/open`
      const { privateKey } = (await console.call('POST', path, {})).json as { privateKey: string }
      const lines = privateKey
        .split('\n')
        .filter((line) => !line.startsWith('-----') && line !== '')
      // The last line of a short key is its public half.
      const secret = lines.slice(0, Math.max(1, lines.length - 2))
      expect(secret[0]).toMatch(PRIVATE)
      for (const line of secret) expect(everything.includes(line)).toBe(false)
    }
  },
  240_000,
)

test('a private key that is pasted is refused, and not repeated', async () => {
  await using server = await startIssuing()
  await using client = await connectMcp({ url: server.url, key: server.apiKey })
  const pem =
    '-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0IG9mIHNvbWVib2R5\n-----END EC PRIVATE KEY-----'
  const { isError, text } = await client.call('decode_pem', { pem })
  expect(isError).toBe(true)
  expect(text).toContain('treat it as disclosed')
  expect(text).not.toContain('c2VjcmV0')
})

test('a key that may show private keys shows them, and says so of itself', async () => {
  await using server = await startIssuing()
  const key = await keyThatShows(server)
  await using client = await connectMcp({ url: server.url, key })
  expect((await client.call('whoami')).data.mayShowPrivateKeys).toBe(true)
  const { data } = await client.call('issue_certificate', {
    caId: server.issuingId,
    commonName: 'shown.example.com',
  })
  expect(data.privateKey).toContain('BEGIN PRIVATE KEY')
  expect(data.privateKeyUrl).toBeUndefined()
})

test('while it waits, a private key stands nowhere on the disk', async () => {
  await using server = await startIssuing()
  await using client = await connectMcp({ url: server.url, key: server.apiKey })
  for (let n = 0; n < 3; n += 1) {
    const commonName = `waiting-${n}.example.com`
    await client.call('issue_certificate', { caId: server.issuingId, commonName })
  }
  const data = join(server.directory, 'data')
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
  const octets = files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1'))
  expect(octets.length).toBeGreaterThan(1)
  expect(octets.filter((text) => PRIVATE.test(text))).toEqual([])
})

async function keyThatShows({ directory, issuingId }: Issuing): Promise<string> {
  const line = `api-key create --user owner@localhost --name assistant --ca ${issuingId} --may-return-private-keys`
  const { output } = await runCommand(line.split(' '), {
    variables: { CERTMAN_DATA_DIR: join(directory, 'data') },
  })
  return output.trim()
}
