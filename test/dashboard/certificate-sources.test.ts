import { generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { execute } from '../_kit/execute.ts'

const PASSPHRASE = 'correct horse battery staple'

/** Certificates from a request, and from a CA behind a passphrase; files with a key that somebody brings later. */
describe.skipIf(CHROMIUM === null)('where certificates come from, in the browser', () => {
  let session: ConsoleSession
  let browser: TestBrowser
  let directory: string
  let key: KeyObject

  beforeAll(async () => {
    session = await openConsole()
    browser = await openBrowser()
    directory = await mkdtemp(join(tmpdir(), 'certman-sources-'))
    key = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
    await writeFile(at('own.key'), key.export({ type: 'pkcs8', format: 'pem' }))
    await request('own.csr', 'csr.example.internal', 'alias.example.internal')
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await session?.[Symbol.asyncDispose]()
    if (directory) await rm(directory, { recursive: true, force: true })
  })

  const at = (name: string): string => join(directory, name)
  const call = (method: string, path: string, body?: unknown) =>
    session.call(method, `/console/v1/workspaces/${session.workspaceId}${path}`, body)
  const visit = (path: string): Promise<WatchedPage> =>
    browser.open(`${session.url}/w/${session.slug}/${path}`, { session: session.owner.session })
  const request = async (file: string, name: string, other: string): Promise<void> => {
    const asked = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},DNS:${other}`]
    const { code, output } = await execute(
      'openssl',
      ['req', '-new', '-key', at('own.key'), '-out', at(file), ...asked],
      { directory },
    )
    if (code !== 0) throw new Error(output)
  }
  const found = async (search: string): Promise<readonly { id: string; mode: string }[]> =>
    (await call('GET', `/certificates?search=${search}`)).json.certificates

  test('a dropped CSR is read before anything is signed; its key comes back certified', async () => {
    await using opened = await visit('certificates?issue=')
    const { page, faults } = opened
    await page.getByRole('radio', { name: 'From a CSR' }).click()
    // A key that is dropped by mistake stays in the browser.
    const sent: string[] = []
    page.on('request', (asked) => sent.push(asked.postData() ?? ''))
    const files = page.locator('input[type=file]')
    await files.setInputFiles(at('own.key'))
    await page.getByText('That was a private key').waitFor()
    await files.setInputFiles(at('own.csr'))
    await page.getByText('ECDSA-P384, 384 bits').waitFor()
    await page.getByText('Signed with its own key').waitFor()
    await page.getByText('alias.example.internal').first().waitFor()
    await opened.screenshot('certificates-csr')
    await page.getByRole('button', { name: 'Issue', exact: true }).click()
    const result = page.getByRole('dialog', { name: 'Certificate issued' })
    await result.waitFor()
    expect(await result.getByText('The private key').count()).toBe(0)
    await page.keyboard.press('Escape')
    await result.waitFor({ state: 'detached' })
    const [made] = await found('csr.example.internal')
    expect(made?.mode).toBe('csr')
    expect(sent.join('')).not.toContain('PRIVATE KEY')
    expect(faults).toEqual([])
  })

  test('its files with the key are made in the browser, of the right key only', async () => {
    const [made] = await found('csr.example.internal')
    await using opened = await visit(`certificates/${made?.id}?tab=download`)
    const { page, faults } = opened
    const field = page.getByLabel('Private key (PKCS#8 PEM)')
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
    await field.fill(other.export({ type: 'pkcs8', format: 'pem' }).toString())
    await page.getByText('This is the key of another certificate').waitFor()
    await field.fill(await readFile(at('own.key'), 'utf8'))
    await page.getByText('This is the key of the certificate').waitFor()
    await page.getByLabel('Password of the store').fill('secret')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /Save .*\.p12$/ }).click()
    await (await download).saveAs(at('own.p12'))
    const { code, output } = await execute(
      'openssl',
      ['pkcs12', '-in', at('own.p12'), '-passin', 'pass:secret', '-nokeys', '-clcerts'],
      { directory },
    )
    expect(code, output).toBe(0)
    const pem = /-----BEGIN CERTIFICATE[^]+?-----END CERTIFICATE-----/.exec(output)?.[0] ?? ''
    expect(new X509Certificate(pem).checkPrivateKey(key)).toBe(true)
    expect(faults).toEqual([])
  })

  test('a certificate from a CSR is renewed with a new CSR', async () => {
    const [made] = await found('csr.example.internal')
    await using opened = await visit(`certificates/${made?.id}?renew=`)
    const { page, faults } = opened
    const drawer = page.getByRole('dialog', { name: /^Renew/ })
    const renew = drawer.getByRole('button', { name: 'Renew' })
    expect(await renew.getAttribute('aria-disabled')).toBe('true')
    await page.locator('input[type=file]').setInputFiles(at('own.csr'))
    await page.getByText('Signed with its own key').waitFor()
    await renew.click()
    await page.getByRole('dialog', { name: 'Certificate renewed' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('This certificate was renewed').waitFor()
    expect(faults).toEqual([])
  })

  test('a CA behind a passphrase asks for it, and a wrong one is told', async () => {
    const body = {
      commonName: 'Sealed Root',
      keyAlgorithm: 'ECDSA-P256',
      passphrase: PASSPHRASE,
    }
    const created = await call('POST', '/authorities', body)
    expect(created.status, created.text).toBe(200)
    const { json } = await call('GET', '/authorities')
    const sealed = json.authorities.find(({ name }: { name: string }) => name === 'Sealed Root')
    await using opened = await visit(`certificates?issue=&caId=${sealed.id}`)
    const { page } = opened
    await page.getByLabel('Common name').fill('sealed.example.internal')
    const issue = page.getByRole('button', { name: 'Issue', exact: true })
    const passphrase = page.getByLabel('Passphrase of Sealed Root')
    await passphrase.fill('another horse battery staple')
    await issue.click()
    await page.getByRole('alert').first().waitFor()
    expect(await found('sealed.example.internal')).toEqual([])
    await passphrase.fill(PASSPHRASE)
    await issue.click()
    await page.getByRole('dialog', { name: 'Certificate issued' }).waitFor()
    expect(await found('sealed.example.internal')).toHaveLength(1)
  })
})
