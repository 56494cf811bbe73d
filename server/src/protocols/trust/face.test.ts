import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  ISSUING_ID,
  NOBODY,
  NOW,
  ROOT_ID,
  clock,
  standIn,
  testFraming,
} from '../../_relying-parties.ts'
import { mountTrust } from './face.ts'
import type { StandIn } from '../../_relying-parties.ts'
import type { HttpEnv } from '../../http/exchange.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'

const framing = await testFraming()
let verbs: StandIn

beforeEach(() => {
  verbs = standIn()
  clock.time = NOW
})

async function get(id: string, headers: Record<string, string> = {}): Promise<Response> {
  const app = new Hono<HttpEnv>()
  mountTrust(app, framing, { relyingParties: verbs.relyingParties, clock })
  return app.request(`/trust/${id}`, { headers })
}

function change(parts: Partial<CertificateAuthority>): void {
  const root = verbs.authorities.get(ROOT_ID)
  if (root === undefined) throw new Error('the stand-in has a root')
  verbs.authorities.set(ROOT_ID, { ...root, ...parts })
}

describe('the page of a CA', () => {
  test('shows the fingerprint of the very file that it offers', async () => {
    const page = await (await get(ROOT_ID)).text()
    const [, shown = ''] = /class="fingerprint">(.*?)<\/p>/s.exec(page) ?? []
    const certificate = verbs.authorities.get(ROOT_ID)?.certificate ?? new Uint8Array(0)
    const hash = createHash('sha256').update(certificate).digest('hex').toUpperCase()
    expect(shown.replace(/<[^>]+>|\s/g, '')).toBe(hash)
    expect(page).toContain(`href="/ca/${ROOT_ID}.crt" download="test-root.crt"`)
    expect(page).toContain(`href="/ca/${ROOT_ID}.pem" download="test-root.pem"`)
    expect(page).toContain(`href="/ca/${ROOT_ID}/chain.pem"`)
  })

  test('of an intermediate one offers its root to install, and its own chain', async () => {
    const page = await (await get(ISSUING_ID)).text()
    expect(page.match(/class="fingerprint"/g)).toHaveLength(2)
    expect(page).toContain(`href="/trust/${ROOT_ID}"`)
    expect(page).toContain(`href="/ca/${ROOT_ID}.crt"`)
    expect(page).not.toContain(`href="/ca/${ISSUING_ID}.crt"`)
    expect(page).toContain(`href="/ca/${ISSUING_ID}/chain.pem"`)
  })

  test('of one that another organisation certified names its root, and no other', async () => {
    const root = verbs.authorities.get(ROOT_ID)
    const issuing = verbs.authorities.get(ISSUING_ID)
    if (root === undefined || issuing === undefined) throw new Error('the stand-in has two')
    verbs.authorities.delete(ROOT_ID)
    verbs.authorities.set(ISSUING_ID, { ...issuing, parentId: null })
    verbs.relyingParties.chain = async () => [issuing.certificate, root.certificate]
    const page = await (await get(ISSUING_ID)).text()
    expect(page).toContain('Intermediate certificate authority')
    expect(page).toContain('another organisation')
    expect(page).not.toContain('href="/trust/')
    const shown = [...page.matchAll(/class="fingerprint">(.*?)<\/p>/gs)].map(([, text]) =>
      (text ?? '').replace(/<[^>]+>|\s/g, ''),
    )
    const hash = (der: Uint8Array): string =>
      createHash('sha256').update(der).digest('hex').toUpperCase()
    expect(shown).toEqual([hash(issuing.certificate), hash(root.certificate)])
    expect(page).toContain(`href="/ca/${ISSUING_ID}/root.crt" download="test-root.crt"`)
    expect(page).toContain(`href="/ca/${ISSUING_ID}/root.pem" download="test-root.pem"`)
  })

  test.each([
    'certutil -addstore',
    'security add-trusted-cert',
    'update-ca-certificates',
    'update-ca-trust',
    'Certificate Trust Settings',
    'keytool',
    'NODE_EXTRA_CA_CERTS',
    'SSL_CERT_FILE',
    'sslCAInfo',
    '--cacert',
    'Firefox',
    'Android',
  ])('says how to install it: %s', async (words) => {
    expect(await (await get(ROOT_ID)).text()).toContain(words)
  })

  test('needs no script and no other host, and its one style is the one that the policy allows', async () => {
    const response = await get(ROOT_ID)
    const page = await response.text()
    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:| style=| on\w+=/i)
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text ?? '')
    expect(styles).toHaveLength(1)
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`style-src 'sha256-${hash}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('a name cannot break out of the page or of a command', async () => {
    change({ commonName: `"><script>alert(1)</script>$(rm -rf /)'` })
    const page = await (await get(ROOT_ID)).text()
    expect(page).not.toContain('<script')
    const commands = [...page.matchAll(/<code>(.*?)<\/code>/gs)].map(([, text]) => text).join('\n')
    expect(commands).toContain('keytool')
    expect(commands).not.toMatch(/\$\(|rm -rf|alert\(/)
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
    expect(page).toContain('script-alert-1-script-rm-rf.crt')
  })

  test('a name without any letter of ASCII has a file name all the same', async () => {
    change({ commonName: '認証局' })
    expect(await (await get(ROOT_ID)).text()).toContain('download="root-ca.crt"')
  })

  test.each([
    ['revoked', { revocation: { revokedAt: NOW, reason: 'keyCompromise' } }, 'was revoked on'],
    ['expired', { validity: { notBefore: 0, notAfter: NOW } }, 'expired on'],
  ] as const)('warns of one that is %s, on the pages below it too', async (_name, parts, words) => {
    expect(await (await get(ISSUING_ID)).text()).not.toContain('class="card alarm"')
    change(parts)
    for (const id of [ROOT_ID, ISSUING_ID]) {
      const page = await (await get(id)).text()
      expect(page).toContain('class="card alarm"')
      expect(page).toContain(words)
    }
  })

  test('is validated by its hash', async () => {
    const tag = (await get(ROOT_ID)).headers.get('etag') ?? ''
    expect((await get(ROOT_ID, { 'If-None-Match': tag })).status).toBe(304)
    change({ commonName: 'Another' })
    expect((await get(ROOT_ID, { 'If-None-Match': tag })).status).toBe(200)
  })

  test.each([NOBODY, 'x', `${ROOT_ID}x`])('404, as a page: %s', async (id) => {
    const response = await get(id)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toContain('No such certificate authority')
  })
})
