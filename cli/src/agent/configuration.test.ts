import { describe, expect, it } from 'vitest'
import { parseConfiguration } from './configuration.ts'

const CA = '660e8400-e29b-41d4-a716-446655440001'
const ENTRY = {
  ca: CA,
  names: ['Web.Example.com', '10.0.0.7'],
  'out-cert': 'web.pem',
  'out-key': '/k/web.key',
}

const parse = (entry: object) =>
  parseConfiguration({ entries: [{ ...ENTRY, ...entry }] }, '/etc/certman')

describe('the configuration of the agent', () => {
  it('has the values that most people want', () => {
    expect(parse({}).entries).toEqual([
      {
        ca: CA,
        names: ['web.example.com', '10.0.0.7'],
        outCert: '/etc/certman/web.pem',
        outKey: '/k/web.key',
        outChain: undefined,
        format: 'fullchain',
        passwordFile: undefined,
        caPassphraseFile: undefined,
        keyAlgorithm: 'ECDSA-P256',
        validityDays: undefined,
        renewAt: 0.66,
        mode: 0o600,
        owner: undefined,
        hooks: {},
        reload: undefined,
      },
    ])
  })

  it.each([
    [{ 'renew-at': '0.5' }, { renewAt: 0.5 }],
    [{ 'renew-at': '80%' }, { renewAt: 0.8 }],
    [{ mode: '0640' }, { mode: 0o640 }],
    [{ 'out-chain': 'ca.pem' }, { outChain: '/etc/certman/ca.pem' }],
    [
      { hooks: { deploy: 'nginx -t' }, reload: 'nginx' },
      { hooks: { deploy: 'nginx -t' }, reload: 'nginx' },
    ],
    [
      { format: 'haproxy', 'out-key': undefined },
      { format: 'haproxy', outKey: undefined },
    ],
    [{ names: ['bücher.example'] }, { names: ['xn--bcher-kva.example'] }],
    [{ names: ['2001:DB8:0::1'] }, { names: ['2001:db8::1'] }],
  ])('takes %j', (entry, expected) => {
    expect(parse(entry).entries[0]).toMatchObject(expected)
  })

  it.each([
    [{ ca: 'root' }, 'entries[0].ca is "root", which is no id of a CA'],
    [{ ca: undefined }, 'entries[0].ca is missing'],
    [{ names: [] }, 'entries[0].names names nothing'],
    [{ names: 'web' }, 'entries[0].names is no list'],
    [{ names: ['a b'] }, 'entries[0].names[0] is "a b", no DNS name and no IP address'],
    [{ names: [7] }, 'entries[0].names[0] is 7, no DNS name'],
    [{ 'out-cert': '' }, 'entries[0].out-cert is "", no text'],
    [{ 'out-key': undefined }, 'entries[0].out-key is missing: a file in fullchain does not hold'],
    [{ format: 'p12' }, 'entries[0].password-file is missing: a p12 store needs a password'],
    [{ format: 'k8s' }, 'entries[0].format is "k8s": give one of pem, fullchain'],
    [{ mode: 640 }, 'entries[0].mode is 640, no text: put it in quotes'],
    [{ mode: '0644' }, 'entries[0].mode is "0644": give "0600" or "0640"'],
    [{ mode: '0660' }, 'entries[0].mode is "0660"'],
    [{ 'renew-at': '99%' }, 'entries[0].renew-at is "99%": give a part of the life'],
    [{ 'renew-at': 'soon' }, 'entries[0].renew-at is "soon"'],
    [{ 'validity-days': 1.5 }, 'entries[0].validity-days is 1.5: give a whole number'],
    [{ 'validity-days': '90' }, 'entries[0].validity-days is "90": give a whole number'],
    [{ 'key-algorithm': 'DSA' }, 'entries[0].key-algorithm is "DSA": give one of'],
    [{ hooks: { after: 'x' } }, 'entries[0].hooks.after is no setting of the agent'],
    [{ hooks: 'reload' }, 'entries[0].hooks is no mapping'],
    [{ 'renew-before': '10d' }, 'entries[0].renew-before is no setting of the agent'],
    [{ 'out-chain': '/k/web.key' }, 'entries[0] writes /k/web.key, which another writes'],
  ])('refuses %j', (entry, sentence) => {
    expect(() => parse(entry)).toThrow(sentence)
  })

  it.each([
    [null, 'the configuration is no mapping'],
    [[], 'the configuration is no mapping'],
    [{}, 'entries is missing'],
    [{ entries: [] }, 'entries names no certificate'],
    [{ entries: [ENTRY], interval: 3 }, 'interval is no setting of the agent'],
    [{ entries: ['web'] }, 'entries[0] is no mapping'],
    [{ entries: [ENTRY, ENTRY] }, 'entries[1] writes /etc/certman/web.pem, which another writes'],
  ])('refuses %j as a whole', (document, sentence) => {
    expect(() => parseConfiguration(document, '/etc/certman')).toThrow(sentence)
  })
})
