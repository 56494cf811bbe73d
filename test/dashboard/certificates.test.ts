import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CHROMIUM,
  openBrowser,
  type PageOptions,
  type TestBrowser,
  type WatchedPage,
} from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { execute } from '../_kit/execute.ts'
import { unzip } from '../_kit/unzip.ts'
import type { Download, Page } from 'playwright-core'

interface Listed {
  readonly id: string
  readonly common_name: string
  readonly status: string
}

/** Certificates as a person has them, in a real browser against a real server; OpenSSL opens what was saved. */
describe.skipIf(CHROMIUM === null)('certificates in the browser', () => {
  let session: ConsoleSession
  let browser: TestBrowser
  let directory: string
  let caId: string

  beforeAll(async () => {
    session = await openConsole()
    browser = await openBrowser()
    directory = await mkdtemp(join(tmpdir(), 'certman-certificates-'))
    const { json } = await call('GET', '/authorities')
    caId = json.authorities.find((authority: { depth: number }) => authority.depth > 0).id
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await session?.[Symbol.asyncDispose]()
    if (directory) await rm(directory, { recursive: true, force: true })
  })

  const call = (method: string, path: string, body?: unknown) =>
    session.call(method, `/console/v1/workspaces/${session.workspaceId}${path}`, body)
  const visit = (path: string, view: PageOptions = {}): Promise<WatchedPage> =>
    browser.open(`${session.url}/w/${session.slug}/${path}`, {
      session: session.owner.session,
      ...view,
    })
  const issue = async (commonName: string): Promise<Listed> => {
    const body = { caId, mode: 'managed', commonName, validityDays: 90 }
    const { json, text } = await call('POST', '/certificates', body)
    if (json?.certificate === undefined) throw new Error(text)
    return json.certificate
  }
  const statusOf = async (id: string): Promise<string> =>
    (await call('GET', `/certificates/${id}`)).json.certificate.status
  const saved = async (page: Page, act: () => Promise<void>): Promise<Download> => {
    const download = page.waitForEvent('download')
    await act()
    return download
  }
  const keep = async (download: Download): Promise<string> => {
    const path = join(directory, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }
  const publicKeyOf = (pem: string): Buffer =>
    createPublicKey(pem).export({ type: 'spki', format: 'der' })

  test('is issued from the drawer, and its key cannot be lost by a slip', async () => {
    await using opened = await visit('certificates?issue=')
    const { page, faults } = opened
    const drawer = page.getByRole('dialog', { name: 'Issue a certificate' })
    await drawer.getByLabel('Common name').fill('web.example.internal')
    const names = drawer.getByLabel('Alternative names')
    await names.fill('10.0.0.5,bücher.example,')
    // The IDN is shown as it will be written, before anything is signed.
    await drawer.getByText('xn--bcher-kva.example').waitFor()
    await drawer.getByText(/^Expires on/).waitFor()
    expect(await drawer.getByRole('button', { name: '90 days' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    await opened.screenshot('certificates-issue')
    await drawer.getByRole('button', { name: 'Issue', exact: true }).click()

    const result = page.getByRole('dialog', { name: 'Certificate issued' })
    await result.getByText('The private key is shown this one time').waitFor()
    await page.keyboard.press('Escape')
    const guard = page.getByRole('dialog', { name: 'Leave without the private key?' })
    await guard.getByRole('button', { name: 'Cancel' }).click()
    await opened.screenshot('certificates-issued')

    await result.getByLabel('Password of the store').fill('correct horse')
    const p12 = await saved(page, () =>
      result.getByRole('button', { name: /Save .*\.p12$/ }).click(),
    )
    const path = await keep(p12)
    const opening = ['pkcs12', '-in', path, '-passin', 'pass:correct horse', '-nodes']
    const key = await execute('openssl', [...opening, '-nocerts'])
    const leaf = await execute('openssl', [...opening, '-clcerts', '-nokeys'])
    expect([key.code, leaf.code], key.output + leaf.output).toEqual([0, 0])
    const privateKey = createPrivateKey(pemIn(key.output, 'PRIVATE KEY'))
    const certificate = new X509Certificate(pemIn(leaf.output, 'CERTIFICATE'))
    expect(certificate.checkPrivateKey(privateKey)).toBe(true)
    expect(certificate.subjectAltName).toContain('DNS:xn--bcher-kva.example')
    expect(certificate.subjectAltName).toContain('IP Address:10.0.0.5')

    // Saved: it may close now.
    await result.getByRole('button', { name: 'Done' }).click()
    await result.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'web.example.internal' }).waitFor()
    expect(faults).toEqual([])
  })

  test('everything at once is a ZIP whose key is that of the certificate', async () => {
    await using opened = await visit('certificates?issue=')
    const { page } = opened
    await page.getByLabel('Common name').fill('zip.example.internal')
    await page.getByRole('button', { name: 'Issue', exact: true }).click()
    const zip = await saved(page, () =>
      page.getByRole('button', { name: 'Save everything (ZIP)' }).click(),
    )
    const files = unzip(await readFile(await keep(zip)))
    const read = (name: string): string => files.get(name)?.toString() ?? ''
    expect([...files.keys()].toSorted()).toEqual([
      'cert.pem',
      'chain.pem',
      'fullchain.pem',
      'privkey.pem',
      'root.pem',
    ])
    expect(publicKeyOf(read('privkey.pem'))).toEqual(publicKeyOf(read('cert.pem')))
    await page.getByText('The private key is saved').waitFor()
  })

  test('whoever insists may leave without the key, and goes where they were going', async () => {
    await using opened = await visit('certificates?issue=')
    const { page, faults } = opened
    const issueOne = async (name: string): Promise<void> => {
      await page.getByLabel('Common name').fill(name)
      await page.getByRole('button', { name: 'Issue', exact: true }).click()
      await page.getByText('The private key is shown this one time').waitFor()
    }
    const guard = page.getByRole('dialog', { name: 'Leave without the private key?' })
    await issueOne('lost.example.internal')
    await page.keyboard.press('Escape')
    await guard.getByRole('button', { name: 'Leave without it' }).click()
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')

    await page.getByRole('button', { name: 'Issue certificate' }).click()
    await issueOne('gone.example.internal')
    await page.getByRole('link', { name: 'Open the certificate' }).click()
    await guard.getByRole('button', { name: 'Leave without it' }).click()
    await page.getByRole('heading', { name: 'gone.example.internal' }).waitFor()
    expect(faults).toEqual([])
  })

  test('what is wrong is said while one types, and nothing is issued', async () => {
    await using opened = await visit('certificates?issue=')
    const { page, faults } = opened
    await page.getByLabel('Common name').fill('bad.example.internal')
    await page.getByLabel('Alternative names').fill('not_a..name,')
    await page.getByRole('alert').first().waitFor()
    const button = page.getByRole('button', { name: 'Issue', exact: true })
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('button')]
          .find((found) => found.textContent === 'Issue')
          ?.getAttribute('aria-disabled') === 'true',
    )
    await button.click({ force: true })
    const { json } = await call('GET', '/certificates?search=bad.example.internal')
    expect(json.total).toBe(0)
    expect(faults).toEqual([])
  })

  test('a certificate is shown with all that it says, revoked once more asked, and then not renewed', async () => {
    const { id } = await issue('detail.example.internal')
    await using opened = await visit(`certificates/${id}`)
    const { page, faults } = opened
    await page.getByRole('heading', { name: 'detail.example.internal' }).waitFor()
    await opened.screenshot('certificate')
    await page.getByRole('tab', { name: 'Details' }).click()
    await page.getByText('subjectAltName').waitFor()
    await page.getByRole('tab', { name: 'Install' }).click()
    await page.getByText('detail.example.internal.fullchain.pem').first().waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText(`${session.owner.email} ·`).waitFor()

    await page.getByRole('button', { name: 'Revoke' }).click()
    const dialog = page.getByRole('dialog', { name: 'Revoke detail.example.internal?' })
    await dialog.getByLabel('Reason').selectOption('keyCompromise')
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Revoked · The key is compromised').waitFor()
    expect(await statusOf(id)).toBe('revoked')
    const renew = page.getByRole('button', { name: 'Renew' })
    expect(await renew.getAttribute('aria-disabled')).toBe('true')
    expect(faults).toEqual([])
  })

  test('an unknown certificate is said to be unknown', async () => {
    await using opened = await visit('certificates/00000000-0000-4000-8000-000000000000')
    await opened.page.getByText('No such certificate').waitFor()
  })

  test('filters, order and columns stand in the address; a view keeps them', async () => {
    await issue('one.filter.internal')
    await issue('two.filter.internal')
    await using opened = await visit('certificates')
    const { page, faults } = opened
    await page.getByRole('searchbox').fill('filter.internal')
    await page.waitForURL((url) => url.searchParams.get('search') === 'filter.internal')
    await page.getByRole('button', { name: 'Name', exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('sort') === 'name')
    const rows = page.locator('tr[data-row]')
    await page.waitForFunction(() => document.querySelectorAll('tr[data-row]').length === 2)
    await page.reload()
    await rows.first().waitFor()
    expect(await rows.count()).toBe(2)
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Filtered')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Filtered' }).waitFor()
    await opened.screenshot('certificates')
    const csv = await saved(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: /CSV/ }).click()
    })
    const lines = (await readFile(await keep(csv), 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('serial_number')
    expect(faults).toEqual([])
  })

  test('on a phone the name has the row, and how it stands is below', async () => {
    const { id } = await issue('usual-length.phone.internal')
    await using opened = await visit('certificates?search=phone.internal', { width: 360 })
    const { page } = opened
    const row = page.locator(`tr[data-row="${id}"]`)
    const name = row.getByRole('link').first()
    await name.waitFor()
    const [shown, whole] = await name.evaluate((link) => [link.clientWidth, link.scrollWidth])
    expect(whole).toBe(shown)
    const status = row.getByText('Active').filter({ visible: true })
    const place = await status.boundingBox()
    expect((place?.x ?? 0) + (place?.width ?? 360)).toBeLessThan(345)
  })

  test('of many names the first are shown, and all of them when asked', async () => {
    const sanDns = Array.from({ length: 60 }, (_, place) => `host-${place}.many.internal`)
    const body = { caId, mode: 'managed', commonName: 'many.internal', sanDns, validityDays: 90 }
    const { certificate } = (await call('POST', '/certificates', body)).json
    await using opened = await visit(`certificates/${certificate.id}`)
    const { page } = opened
    const last = page.getByText(certificate.san_dns.at(-1), { exact: true })
    await page.getByText('TLS server, TLS client').waitFor()
    expect(await last.count()).toBe(0)
    await page.getByRole('button', { name: /^Show all 6\d$/ }).click()
    await last.waitFor()
  })

  test('several are revoked as a job by the keyboard, and it tells of each', async () => {
    const ids = [await issue('a.bulk.internal'), await issue('b.bulk.internal')].map(({ id }) => id)
    await using opened = await visit('certificates?search=bulk.internal')
    const { page, faults } = opened
    await page.locator('tr[data-row]').nth(1).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('r')
    const dialog = page.getByRole('dialog', { name: 'Revoke 2 certificates' })
    await dialog.getByLabel('Reason').selectOption('superseded')
    // One of them goes meanwhile: the job says so, and goes on.
    await call('POST', `/certificates/${ids[0]}/revoke`, { reason: 'superseded' })
    await dialog.getByRole('button', { name: 'Revoke 2' }).click()
    await page.getByText('Done, with failures').waitFor()
    await page.getByText(/was revoked on/).waitFor()
    await opened.screenshot('job')
    expect(await Promise.all(ids.map(statusOf))).toEqual(['revoked', 'revoked'])
    expect(faults).toEqual([])
  })

  test('several are renewed as a job; the new keys open in this browser only', async () => {
    await issue('a.renewal.internal')
    await issue('b.renewal.internal')
    await using opened = await visit('certificates?search=renewal.internal')
    const { page, faults } = opened
    await page.getByRole('checkbox', { name: 'Select all on this page' }).click()
    await page.getByRole('toolbar').getByRole('button', { name: 'Renew' }).click()
    await page.getByRole('button', { name: 'Renew 2' }).click()
    await page.getByText('2 new private keys').waitFor()
    const zip = await saved(page, () =>
      page.getByRole('button', { name: 'Save certificates and keys (ZIP)' }).click(),
    )
    const files = unzip(await readFile(await keep(zip)))
    for (const name of ['a.renewal.internal', 'b.renewal.internal']) {
      const read = (file: string): string => files.get(`${name}/${file}`)?.toString() ?? ''
      expect(publicKeyOf(read('privkey.pem'))).toEqual(publicKeyOf(read('cert.pem')))
    }
    const job = new URL(page.url()).searchParams.get('job')
    await using other = await visit(`jobs?job=${job}`)
    await other.page.getByText('sealed to another browser').waitFor()
    await page.getByRole('button', { name: 'I have saved them' }).click()
    await page.getByText('The sealed keys are forgotten').waitFor()
    const { json } = await call('GET', `/jobs/${job}/items`)
    const sealed = json.items.map((item: { sealed_key: string | null }) => item.sealed_key)
    expect(sealed).toEqual([null, null])
    expect(faults).toEqual([])
  })

  test('a pasted certificate is decoded; a private key does not leave the browser', async () => {
    const { id } = await issue('decode.example.internal')
    const { json } = await call('GET', `/certificates/${id}`)
    await using opened = await visit('certificates?decode=')
    const { page, faults } = opened
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    const pem = page.getByLabel('PEM', { exact: true })
    await pem.fill('-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----')
    await page.getByText('That was a private key').waitFor()
    expect(sent.join('')).not.toContain('PRIVATE KEY')
    await pem.fill(json.certificate.certificate_pem)
    await page.getByText('CN=decode.example.internal').waitFor()
    await page.getByText('authorityKeyIdentifier').waitFor()
    expect(faults).toEqual([])
  })
})

function pemIn(text: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[^]+?-----END ${label}-----`).exec(text)
  if (found === null) throw new Error(`there is no ${label} in:\n${text}`)
  return found[0]
}
