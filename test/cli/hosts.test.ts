import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { newHome } from '../_kit/certman-lines.ts'
import { execute } from '../_kit/execute.ts'
import { startIssuing } from '../_kit/issuing.ts'
import { certman } from '../_kit/run-certman.ts'

test('what a TLS server shows is inspected, verified and judged by its age', async () => {
  await using server = await startIssuing()
  await using home = await newHome()
  const { directory } = home
  const variables = { CERTMAN_API_URL: server.url, CERTMAN_API_KEY: server.apiKey }
  const run = (...words: string[]) => certman(words, { home: directory, variables })
  const [cert, key] = [join(directory, 'l.pem'), join(directory, 'l.key')]
  const names = ['--san-dns', 'localhost', '--out-cert', cert, '--out-key', key]
  expect(await run('cert', 'sign', '--ca-id', server.issuingId, ...names)).toMatchObject({
    code: 0,
  })

  const tls = createServer({
    key: readFileSync(key),
    cert: `${readFileSync(cert, 'utf8')}${server.chain[0]}\n`,
  })
  await new Promise<void>((resolve) => {
    tls.listen(0, '127.0.0.1', resolve)
  })
  const { port } = tls.address() as AddressInfo // a TCP server has such an address
  try {
    const inspected = await run('cert', 'inspect', `127.0.0.1:${port}`, '--json')
    const subjects = (JSON.parse(inspected.output) as { subject: string }[]).map((c) => c.subject)
    expect(subjects).toEqual(['CN=localhost', 'CN=My Workspace Issuing CA,O=My Workspace'])
    const trusted = ['--ca-id', server.issuingId]
    const verified = await run('cert', 'verify', `https://localhost:${port}`, ...trusted)
    expect(verified).toMatchObject({ code: 0, talk: '' })
    expect(verified.output).toMatch(/^name +ok +CN=localhost +it stands for localhost/m)
    const byAddress = await run('cert', 'verify', `127.0.0.1:${port}`, ...trusted)
    expect(byAddress.code).toBe(1)
    expect(byAddress.output).toMatch(/^name +fail .* it does not stand for "127\.0\.0\.1"/m)
    expect((await run('cert', 'needs-renewal', `localhost:${port}`)).code).toBe(1)
    const printed = await run('local', 'fingerprint', `localhost:${port}`)
    const judged = await execute('openssl', [
      'x509',
      '-in',
      cert,
      '-noout',
      '-fingerprint',
      '-sha256',
    ])
    expect(judged.output.split('=')[1]?.trim()).toBe(printed.output.split(' ')[0])
  } finally {
    tls.close()
  }
  expect((await run('cert', 'needs-renewal', `localhost:${port}`)).code).toBe(2)
})

test.each([
  ['certman cert is', 'issue'],
  ['certman cert needs', 'needs-renewal'],
  ['certman cert issue --ca-p', '--ca-passphrase --ca-passphrase-file'],
  ['certman loc', 'local'],
])('bash completes "%s"', async (typed, expected) => {
  const { output: script } = await certman(['completion', 'bash'], { home: '/nowhere' })
  const asked = `COMP_WORDS=(${typed}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _certman; echo "\${COMPREPLY[@]}"`
  const completed = await execute('bash', ['-c', `${script}\n${asked}`])
  expect(completed).toEqual({ code: 0, output: `${expected}\n` })
})
