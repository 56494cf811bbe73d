import { describe, expect, test } from 'vitest'
import { isLoopback, trustProxies } from './client-address.ts'

describe('who is asking, seen through trusted proxies', () => {
  const proxies = trustProxies(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32'])

  test.each([
    [
      'no proxy of ours: what it says is not believed',
      '203.0.113.9',
      '198.51.100.1',
      '203.0.113.9',
    ],
    ['one proxy', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    [
      'what a client made up stands further left',
      '10.1.2.3',
      '1.1.1.1, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a chain of proxies', '10.1.2.3', '198.51.100.1, 192.0.2.1, 10.9.9.9', '198.51.100.1'],
    ['IPv4 over a dual-stack socket', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['IPv6', '2001:db8::7', '2001:db9::1', '2001:db9::1'],
    ['with a port', '10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
    ['bracketed IPv6 with a port', '10.1.2.3', '[2001:db9::1]:4711', '2001:db9::1'],
    [
      'rubbish ends the search at the last believed one',
      '10.1.2.3',
      'unknown, 10.9.9.9',
      '10.9.9.9',
    ],
    ['an empty list', '10.1.2.3', '', '10.1.2.3'],
    ['all of them trusted: the furthest', '10.1.2.3', '10.7.7.7, 10.9.9.9', '10.7.7.7'],
  ])('%s', (_name, peer, forwardedFor, expected) => {
    expect(proxies.clientAddress(peer, forwardedFor)).toBe(expected)
  })

  test('without proxies nothing is believed', () => {
    const none = trustProxies([])
    expect(none.isTrusted('127.0.0.1')).toBe(false)
    expect(none.clientAddress('::ffff:192.0.2.7', '1.1.1.1')).toBe('192.0.2.7')
  })

  test('a peer that is no address is not trusted', () => {
    expect(proxies.isTrusted('unknown')).toBe(false)
  })

  test.each(['10.0.0.0/33', '::1/129', 'proxy.example', '10.0.0.0/8/8', '10.0.0.0/', ''])(
    'refuses "%s"',
    (network) => {
      expect(() => trustProxies([network])).toThrow(`"${network}" is neither an IP address nor`)
    },
  )
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['127.evil.example', false],
  ['unknown', false],
])('loopback: %s is %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})
