import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import { SecretText } from '../pki/secret-text.ts'
import { renderReady, renderWelcome, type Welcome } from './welcome.ts'

const WELCOME: Welcome = {
  url: 'http://127.0.0.1:8420',
  key: new SecretText('cm_theKey'),
  setupLink: 'http://localhost:8420/setup#token=theToken',
  ownerEmail: 'owner@localhost',
  issuingAuthorityId: '880e8400-e29b-41d4-a716-446655440003' as Uuid,
  trustFile: undefined,
}

/** What a shell would hand to curl. */
function argumentsOf(line: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${line}`], {
    encoding: 'utf8',
  })
  return stdout.trimEnd().split('\n')
}

function curlLine(text: string): string {
  return text.split('\n').find((line) => line.startsWith('curl')) ?? ''
}

test('the welcome shows the address, the key and the link, and a line of curl that a shell understands', () => {
  const text = renderWelcome(WELCOME)
  expect(text).toContain('Certman is ready at http://127.0.0.1:8420')
  expect(text).toContain('API key      cm_theKey')
  expect(text).toContain('Set-up link  http://localhost:8420/setup#token=theToken')
  expect(argumentsOf(curlLine(text))).toEqual([
    '-sS',
    'http://127.0.0.1:8420/v1/certificates',
    '-H',
    'Authorization: Bearer cm_theKey',
    '-H',
    'Content-Type: application/json',
    '-d',
    '{"caId":"880e8400-e29b-41d4-a716-446655440003","commonName":"hello.internal"}',
  ])
})

test('with a certificate of our own, curl is told what to trust, whatever the path looks like', () => {
  const trustFile = "/srv/ada's data/root.pem"
  expect(argumentsOf(curlLine(renderWelcome({ ...WELCOME, trustFile })))).toEqual(
    expect.arrayContaining(['--cacert', trustFile]),
  )
})

test('a later start shows no secret', () => {
  expect(renderReady(WELCOME.url)).toContain(WELCOME.url)
  expect(renderReady(WELCOME.url)).not.toMatch(/cm_|token|curl/)
})
