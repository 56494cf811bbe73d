import { describe, expect, test } from 'vitest'
import { isLoopback, pkiUrl, publicUrl, tlsNames, warnings } from './addresses.ts'
import { loadConfig, type Config } from './config.ts'

const configOf = (variables: Record<string, string> = {}): Config => loadConfig(variables).config

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['ca.localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.example', false],
])('isLoopback(%s) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

describe('publicUrl', () => {
  test.each([
    [{}, 49_152, 'http://127.0.0.1:49152'],
    [{}, 80, 'http://127.0.0.1'],
    [{ CERTMAN_TLS: 'auto' }, 443, 'https://127.0.0.1'],
    [{ CERTMAN_TLS: 'auto' }, 8420, 'https://127.0.0.1:8420'],
    [{ CERTMAN_HOST: '0.0.0.0' }, 8420, 'http://localhost:8420'],
    [{ CERTMAN_HOST: '::' }, 8420, 'http://localhost:8420'],
    [{ CERTMAN_HOST: '::1' }, 8420, 'http://[::1]:8420'],
    [{ CERTMAN_PUBLIC_URL: 'https://ca.example/' }, 8420, 'https://ca.example'],
  ])('%j on port %i is %s', (variables, port, expected) => {
    expect(publicUrl(configOf(variables), { port })).toBe(expected)
  })
})

describe('pkiUrl', () => {
  test('is what was set, else the plain port, else the public URL', () => {
    const bound = { port: 8420, pkiPort: 8480 }
    const tls = { CERTMAN_TLS: 'auto', CERTMAN_PUBLIC_URL: 'https://ca.example' }
    expect(pkiUrl(configOf({ ...tls, CERTMAN_PKI_URL: 'http://pki.example/' }), bound)).toBe(
      'http://pki.example',
    )
    expect(pkiUrl(configOf(tls), bound)).toBe('http://127.0.0.1:8480')
    expect(pkiUrl(configOf(tls), { port: 8420 })).toBe('https://ca.example')
  })
})

test('tlsNames has each name once, the one that clients use first', () => {
  expect(tlsNames(configOf({ CERTMAN_TLS: 'auto' }))).toEqual(['127.0.0.1', 'localhost'])
  expect(
    tlsNames(
      configOf({
        CERTMAN_TLS: 'auto',
        CERTMAN_HOST: '0.0.0.0',
        CERTMAN_PUBLIC_URL: 'https://ca.example:1',
      }),
    ),
  ).toEqual(['ca.example', 'localhost', '127.0.0.1'])
  expect(
    tlsNames(configOf({ CERTMAN_TLS: 'auto', CERTMAN_PUBLIC_URL: 'https://[2001:db8::1]' }))[0],
  ).toBe('2001:db8::1')
  expect(tlsNames(configOf({ CERTMAN_TLS: 'auto', CERTMAN_TLS_NAMES: 'only.example' }))).toEqual([
    'only.example',
  ])
})

describe('warnings', () => {
  const PKI = { CERTMAN_PKI_URL: 'http://pki.example' }

  test.each([
    [{ ...PKI }, 0],
    [{ ...PKI, CERTMAN_HOST: '0.0.0.0' }, 1],
    [{ ...PKI, CERTMAN_HOST: '0.0.0.0', CERTMAN_TLS: 'auto' }, 0],
    [{ ...PKI, CERTMAN_HOST: '0.0.0.0', CERTMAN_TRUSTED_PROXIES: '10.0.0.1' }, 0],
    [{}, 1],
    [{ CERTMAN_PUBLIC_URL: 'http://ca.example' }, 0],
    [{ CERTMAN_PKI_URL: 'http://localhost:80' }, 1],
    [{ CERTMAN_HOST: '0.0.0.0' }, 2],
  ])('%j: %i', (variables, count) => {
    expect(warnings(configOf(variables))).toHaveLength(count)
  })

  test('say what to set', () => {
    const [network, pki] = warnings(configOf({ CERTMAN_HOST: '0.0.0.0' }))
    expect(network).toContain('set CERTMAN_TLS')
    expect(pki).toContain('set CERTMAN_PKI_URL')
  })
})
