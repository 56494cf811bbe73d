import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Problem } from '../pki/problem.ts'
import { DEFAULT_REVOCATION_POLICY } from '../pki/revocation-policy.ts'
import { loadConfig, type Config } from './config.ts'
import { SETTING_NAMES, SETTINGS } from './settings.ts'

const configOf = (variables: Record<string, string>): Config => loadConfig(variables).config

function refusalOf(variables: Record<string, string>): Problem {
  try {
    loadConfig(variables)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error(`accepted: ${JSON.stringify(variables)}`)
}

test('an empty environment gives the documented defaults', () => {
  const { config, secrets } = loadConfig({ PATH: '/bin' })
  expect(config).toEqual({
    dataDirectory: `${process.cwd()}/data`,
    host: '127.0.0.1',
    port: 8420,
    publicUrl: undefined,
    pkiUrl: undefined,
    pkiPort: undefined,
    tls: { mode: 'off' },
    trustedProxies: [],
    ownerEmail: 'owner@localhost',
    rateLimits: {
      request: { capacity: 1200, refillPerSecond: 20 },
      issue: { capacity: 300, refillPerSecond: 5 },
    },
    revocation: DEFAULT_REVOCATION_POLICY,
    signOn: [],
    trustPage: true,
    clientDocuments: true,
    mailFrom: 'Certman <certman@localhost>',
    webhookNetworks: ['public', 'private'],
    logLevel: 'info',
    logFormat: 'auto',
  })
  expect(secrets).toEqual({
    databaseUrl: undefined,
    masterKey: undefined,
    metricsToken: undefined,
    smtpUrl: undefined,
    signOn: { oidc: undefined, google: undefined, github: undefined },
  })
})

test('every default is itself allowed, and every setting is read from the table', () => {
  for (const name of SETTING_NAMES) {
    const { default: text, schema } = SETTINGS[name]
    if (text !== null) expect(schema.safeParse(text).success, name).toBe(true)
  }
  expect(SETTING_NAMES).toHaveLength(37)
})

test('the config is frozen through', () => {
  const config = configOf({
    CERTMAN_TRUSTED_PROXIES: '10.0.0.1',
    CERTMAN_TLS: 'auto',
    CERTMAN_TLS_NAMES: 'a.example',
  })
  const frozen = [
    config,
    config.tls,
    config.trustedProxies,
    config.rateLimits,
    config.rateLimits.request,
    config.revocation,
  ]
  for (const part of frozen) expect(Object.isFrozen(part)).toBe(true)
  if (config.tls.mode === 'auto') expect(Object.isFrozen(config.tls.names)).toBe(true)
})

describe('accepted', () => {
  test.each([
    [{ CERTMAN_PORT: '0' }, { port: 0 }],
    [{ CERTMAN_PORT: '65535' }, { port: 65_535 }],
    [{ CERTMAN_PORT: '' }, { port: 8420 }],
    [{ CERTMAN_HOST: '::' }, { host: '::' }],
    [{ CERTMAN_PUBLIC_URL: 'https://ca.example/' }, { publicUrl: 'https://ca.example' }],
    [
      { CERTMAN_PUBLIC_URL: 'https://CA.example:443/certman/' },
      { publicUrl: 'https://ca.example/certman' },
    ],
    [{ CERTMAN_PKI_URL: 'http://pki.example' }, { pkiUrl: 'http://pki.example' }],
    [
      { CERTMAN_TLS: 'auto', CERTMAN_TLS_NAMES: 'A.example, 10.0.0.1' },
      { tls: { mode: 'auto', names: ['a.example', '10.0.0.1'] } },
    ],
    [
      { CERTMAN_TLS: 'files', CERTMAN_TLS_CERT: '/c.pem', CERTMAN_TLS_KEY: '/k.pem' },
      { tls: { mode: 'files', certificateFile: '/c.pem', keyFile: '/k.pem' } },
    ],
    [
      { CERTMAN_TRUSTED_PROXIES: '10.0.0.0/8,::1, fd00::/8' },
      { trustedProxies: ['10.0.0.0/8', '::1', 'fd00::/8'] },
    ],
    [{ CERTMAN_OWNER_EMAIL: 'Ada@Example.ORG' }, { ownerEmail: 'ada@example.org' }],
    [
      { CERTMAN_LOG_LEVEL: 'silent', CERTMAN_LOG_FORMAT: 'json' },
      { logLevel: 'silent', logFormat: 'json' },
    ],
  ])('%j', (variables, expected) => {
    expect(configOf(variables)).toMatchObject(expected)
  })

  test.each([
    ['20/s', { capacity: 20, refillPerSecond: 20 }],
    ['1200/min', { capacity: 1200, refillPerSecond: 20 }],
    ['7200/h', { capacity: 7200, refillPerSecond: 2 }],
    ['off', null],
  ])('a rate of %s', (text, rule) => {
    expect(configOf({ CERTMAN_RATE_LIMIT: text }).rateLimits.request).toEqual(rule)
    expect(configOf({ CERTMAN_ISSUE_RATE_LIMIT: text }).rateLimits.issue).toEqual(rule)
  })
})

test.each([
  ['CERTMAN_CRL_LIFE', 'listLife', '12h', 43_200_000],
  ['CERTMAN_CRL_LIFE', 'listLife', '365d', 31_536_000_000],
  ['CERTMAN_PROTECTED_CRL_LIFE', 'protectedListLife', '1h', 3_600_000],
  ['CERTMAN_OCSP_LIFE', 'answerLife', '5min', 300_000],
  ['CERTMAN_OCSP_LIFE', 'answerLife', '7d', 604_800_000],
  ['CERTMAN_RESPONDER_LIFE', 'responderLife', '2d', 172_800_000],
  ['CERTMAN_PROTECTED_RESPONDER_LIFE', 'protectedResponderLife', '30d', 2_592_000_000],
] as const)('a life: %s, %s: %s is %i', (name, member, text, milliseconds) => {
  expect(configOf({ [name]: text }).revocation[member]).toBe(milliseconds)
})

test('the public pages of CAs can be switched off', () => {
  expect(configOf({ CERTMAN_TRUST_PAGE: 'off' }).trustPage).toBe(false)
  expect(configOf({ CERTMAN_OAUTH_CLIENT_DOCUMENTS: 'off' }).clientDocuments).toBe(false)
})

describe('refused, naming the variable, what was given and what is allowed', () => {
  test.each([
    ['CERTMAN_PORT', '65536', 'CERTMAN_PORT=65536 is not allowed; give a number from 0 to 65535'],
    ['CERTMAN_PORT', '8e3', 'number from 0'],
    ['CERTMAN_PORT', '-1', 'number from 0'],
    ['CERTMAN_PKI_PORT', 'http', 'number from 0'],
    ['CERTMAN_HOST', 'a b', 'IP address or a host name'],
    ['CERTMAN_PUBLIC_URL', 'ca.example', 'http://'],
    ['CERTMAN_PUBLIC_URL', 'ftp://ca.example', 'http://'],
    ['CERTMAN_PUBLIC_URL', 'https://user:pw@ca.example', 'without user'],
    ['CERTMAN_PKI_URL', 'http://pki.example/?a=b', 'without user, query and fragment'],
    ['CERTMAN_PKI_URL', 'http://pki.example/#a', 'without user, query and fragment'],
    ['CERTMAN_TLS', 'on', 'CERTMAN_TLS=on is not allowed; give off, auto or files'],
    ['CERTMAN_TRUSTED_PROXIES', '10.0.0.0/33', 'networks'],
    ['CERTMAN_TRUSTED_PROXIES', '10.0.0.1,,10.0.0.2', 'networks'],
    ['CERTMAN_TRUSTED_PROXIES', 'proxy.example', 'networks'],
    ['CERTMAN_OWNER_EMAIL', 'ada', 'e-mail address'],
    ['CERTMAN_RATE_LIMIT', '0/min', '1200/min'],
    ['CERTMAN_RATE_LIMIT', '1200', '1200/min'],
    ['CERTMAN_ISSUE_RATE_LIMIT', '10/day', '1200/min'],
    ['CERTMAN_CRL_LIFE', '59min', 'CERTMAN_CRL_LIFE=59min is not allowed; give a time such as 12h'],
    ['CERTMAN_CRL_LIFE', '366d', 'from 1h to 365d'],
    ['CERTMAN_CRL_LIFE', '7', 'from 1h to 365d'],
    ['CERTMAN_CRL_LIFE', '1.5d', 'from 1h to 365d'],
    ['CERTMAN_CRL_LIFE', '0d', 'from 1h to 365d'],
    ['CERTMAN_OCSP_LIFE', '4min', 'from 5min to 7d'],
    ['CERTMAN_OCSP_LIFE', '8d', 'from 5min to 7d'],
    ['CERTMAN_RESPONDER_LIFE', '1y', 'from 1h to 365d'],
    ['CERTMAN_TRUST_PAGE', 'true', 'CERTMAN_TRUST_PAGE=true is not allowed; give on or off'],
    ['CERTMAN_LOG_LEVEL', 'verbose', 'trace, debug, info'],
    ['CERTMAN_LOG_FORMAT', 'xml', 'auto, json, pretty'],
    ['CERTMAN_TLS_CERT', '/c.pem', 'CERTMAN_TLS_CERT has no effect with CERTMAN_TLS=off'],
    ['CERTMAN_TLS_NAMES', 'a.example', 'CERTMAN_TLS_NAMES has no effect with CERTMAN_TLS=off'],
  ])('%s=%s', (name, text, sentence) => {
    const refusal = refusalOf({ [name]: text })
    expect(refusal.code).toBe('invalidRequest')
    expect(refusal.field).toBe(name)
    expect(refusal.message).toContain(name)
    expect(refusal.message).toContain(sentence)
  })

  test('names for auto that no certificate can carry', () => {
    for (const names of ['-a.example', 'a..example', '10.0.0', '*', 'a.*.example', '']) {
      if (names === '') continue
      expect(refusalOf({ CERTMAN_TLS: 'auto', CERTMAN_TLS_NAMES: names }).message).toContain(
        'DNS names',
      )
    }
  })

  test('files without both files', () => {
    expect(refusalOf({ CERTMAN_TLS: 'files', CERTMAN_TLS_KEY: '/k' }).message).toBe(
      'CERTMAN_TLS=files needs CERTMAN_TLS_CERT; give its path',
    )
  })

  test.each([
    ['CERTMAN_PROT', 'CERTMAN_PORT'],
    ['CERTMAN_DATABASE', 'CERTMAN_DATABASE_URL'],
    ['CERTMAN_RATELIMIT', 'CERTMAN_RATE_LIMIT'],
    ['CERTMAN_MASTERKEY_FILE', 'CERTMAN_MASTER_KEY_FILE'],
    ['CERTMAN_SOMETHING_QUITE_DIFFERENT', 'docs/configuration.md'],
  ])('the unknown %s, suggesting %s', (name, suggestion) => {
    expect(refusalOf({ [name]: 'x' }).message).toMatch(
      new RegExp(`there is no setting ${name}; .*${suggestion}`),
    )
  })
})

test('the variables of the command line on the same machine are nobody’s mistake', () => {
  expect(configOf({ CERTMAN_API_KEY: 'x', CERTMAN_API_URL: 'y' }).port).toBe(8420)
})

test.each(SETTING_NAMES)(
  'what %s allows is one clause: a sentence is cut at its semicolon',
  (name) => {
    expect(SETTINGS[name].allowed).not.toContain(';')
  },
)

describe('secrets', () => {
  const SECRET = 'correct-horse-battery-staple-0123456789'
  const asDatabase = `mysql://admin:${SECRET}@db/certman`

  test('a refusal never shows what was given', () => {
    for (const variables of [
      { CERTMAN_DATABASE_URL: asDatabase },
      { CERTMAN_METRICS_TOKEN: SECRET.slice(0, 9) },
      { CERTMAN_MASTER_KEY: SECRET.slice(0, 20) },
    ]) {
      const [given] = Object.values(variables)
      const shown = inspect(refusalOf(variables), { depth: 9 })
      expect(shown).not.toContain(given)
      expect(shown).toContain('the value of CERTMAN_')
    }
  })

  test('printing the secrets in any way does not show them', () => {
    const { secrets } = loadConfig({ CERTMAN_METRICS_TOKEN: SECRET, CERTMAN_MASTER_KEY: SECRET })
    expect(secrets.metricsToken?.reveal()).toBe(SECRET)
    const shown = [
      inspect(secrets, { depth: 9, showHidden: true }),
      JSON.stringify(secrets),
      `key ${secrets.masterKey?.toString() ?? ''}`,
    ]
    for (const text of shown) {
      expect(text).not.toContain(SECRET)
      expect(text).toContain('[redacted]')
    }
  })

  test('come from a file, without the newline at its end', () => {
    const { secrets } = loadConfig({ CERTMAN_MASTER_KEY_FILE: '/run/secrets/key' }, (path) => {
      expect(path).toBe('/run/secrets/key')
      return `${SECRET}\n`
    })
    expect(secrets.masterKey?.reveal()).toBe(SECRET)
  })

  test('a file that is not there, or empty, is refused', () => {
    expect(refusalOf({ CERTMAN_MASTER_KEY_FILE: '/nowhere/key' }).message).toBe(
      'CERTMAN_MASTER_KEY_FILE names the file /nowhere/key, which cannot be read; check its path and permissions',
    )
    expect(() => loadConfig({ CERTMAN_MASTER_KEY_FILE: '/k' }, () => ' \n')).toThrow(
      'which is empty',
    )
  })

  test('given twice are refused, whichever comes first', () => {
    const text = 'CERTMAN_MASTER_KEY and CERTMAN_MASTER_KEY_FILE are both set; keep one of them'
    expect(() =>
      loadConfig({ CERTMAN_MASTER_KEY: SECRET, CERTMAN_MASTER_KEY_FILE: '/k' }, () => SECRET),
    ).toThrow(text)
    expect(() =>
      loadConfig({ CERTMAN_MASTER_KEY_FILE: '/k', CERTMAN_MASTER_KEY: SECRET }, () => SECRET),
    ).toThrow(text)
  })

  test('only secrets come from files', () => {
    expect(refusalOf({ CERTMAN_PORT_FILE: '/p' }).message).toContain('did you mean CERTMAN_PORT?')
  })
})

describe('single sign-on', () => {
  const OIDC = {
    CERTMAN_OIDC_ISSUER: 'https://login.example.com/realms/main',
    CERTMAN_OIDC_CLIENT_ID: 'certman',
    CERTMAN_OIDC_CLIENT_SECRET: 'hush',
  }

  test('knows any provider of OpenID Connect, Google and GitHub', () => {
    const { config, secrets } = loadConfig({
      ...OIDC,
      CERTMAN_OIDC_NAME: 'Keycloak',
      CERTMAN_GOOGLE_CLIENT_ID: 'g',
      CERTMAN_GOOGLE_CLIENT_SECRET: 'gs',
      CERTMAN_GITHUB_CLIENT_ID: 'h',
      CERTMAN_GITHUB_CLIENT_SECRET: 'hs',
    })
    expect(config.signOn.map(({ id, name, issuer }) => [id, name, issuer])).toEqual([
      ['oidc', 'Keycloak', OIDC.CERTMAN_OIDC_ISSUER],
      ['google', 'Google', 'https://accounts.google.com'],
      ['github', 'GitHub', null],
    ])
    expect(secrets.signOn.github?.reveal()).toBe('hs')
    expect(JSON.stringify(config)).not.toContain('hush')
  })

  test.each([
    ['an issuer without a client', { ...OIDC, CERTMAN_OIDC_CLIENT_ID: undefined }],
    ['a client without a secret', { ...OIDC, CERTMAN_OIDC_CLIENT_SECRET: undefined }],
    ['a client without an issuer', { ...OIDC, CERTMAN_OIDC_ISSUER: undefined }],
    ['an issuer without TLS', { ...OIDC, CERTMAN_OIDC_ISSUER: 'http://login.example.com' }],
    ['GitHub without a secret', { CERTMAN_GITHUB_CLIENT_ID: 'h' }],
  ])('is refused with %s', (_, variables) => {
    expect(() => loadConfig(variables)).toThrow(/CERTMAN_(OIDC|GITHUB)_/)
  })
})
