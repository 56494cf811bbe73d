import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, type ConsoleSession } from '../_kit/console-session.ts'
import { execute } from '../_kit/execute.ts'

/** CAs as a person makes and unmakes them, in a real browser against a real server; OpenSSL is the other authority. */
describe.skipIf(CHROMIUM === null)('certificate authorities in the browser', () => {
  let session: ConsoleSession
  let browser: TestBrowser
  let directory: string

  beforeAll(async () => {
    session = await openConsole()
    browser = await openBrowser()
    directory = await mkdtemp(join(tmpdir(), 'certman-authorities-'))
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await session?.[Symbol.asyncDispose]()
    if (directory) await rm(directory, { recursive: true, force: true })
  })

  const visit = (path: string): Promise<WatchedPage> =>
    browser.open(`${session.url}/w/${session.slug}/authorities${path}`, {
      session: session.owner.session,
    })
  const at = (name: string): string => join(directory, name)
  const openssl = async (...groups: readonly (readonly string[])[]): Promise<void> => {
    const { code, output } = await execute('openssl', groups.flat(), { directory })
    if (code !== 0) throw new Error(output)
  }
  const own = async (path = ''): Promise<readonly Listed[]> => {
    const { json } = await session.call(
      'GET',
      `/console/v1/workspaces/${session.workspaceId}/authorities${path}`,
    )
    return json.authorities
  }
  const named = async (name: string): Promise<Listed> => {
    const found = (await own()).find((authority) => authority.name === name)
    if (found === undefined) throw new Error(`there is no CA "${name}"`)
    return found
  }

  test('a root and an issuing CA are made in one go, and shown as a tree', async () => {
    await using opened = await visit('/new?kind=hierarchy')
    const { page, faults } = opened
    await page.getByLabel('Common name').first().fill('Browser Root')
    await page.getByRole('button', { name: 'Create both' }).click()
    await page.getByText('Give it a name').waitFor()
    await page.getByLabel('Common name').nth(1).fill('Browser Issuing CA')
    await page.getByRole('button', { name: 'Create both' }).click()
    await page.getByRole('heading', { name: 'Browser Issuing CA' }).waitFor()
    const [root, issuing] = [await named('Browser Root'), await named('Browser Issuing CA')]
    expect(issuing.parent_ca_id).toBe(root.id)

    await page.getByRole('link', { name: 'Certificate Authorities' }).first().click()
    const picture = page.getByRole('application')
    await picture.waitFor()
    expect(await page.locator('[data-authority]').count()).toBe((await own()).length)
    // By the keyboard to the newest root, to its child, and in.
    await picture.focus()
    for (let step = 0; step < 5; step += 1) {
      if ((await picture.getAttribute('aria-label'))?.startsWith('Browser Root')) break
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('ArrowRight')
    expect(await picture.getAttribute('aria-label')).toMatch(/^Browser Issuing CA, Intermediate CA/)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.endsWith(issuing.id))
    await opened.screenshot('authority')
    expect(faults).toEqual([])
  })

  test('the view is in the address, and a file of the picture can be saved', async () => {
    await using opened = await visit('?view=table')
    const { page, faults } = opened
    await page.getByRole('table').waitFor()
    await page.getByRole('button', { name: 'Tree' }).click()
    expect(new URL(page.url()).search).toBe('')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as SVG' }).click()
    const svg = await readFile((await (await saved).path()) ?? '', 'utf8')
    expect(svg).toContain('Browser Issuing CA')
    expect(svg).not.toContain('var(--')
    expect(faults).toEqual([])
  })

  test('another authority signs: the request goes out, the certificate comes in', async () => {
    await using opened = await visit('/new?kind=request')
    const { page } = opened
    await page.getByLabel('Common name').fill('Works CA')
    await page.getByRole('button', { name: 'Create key and request' }).click()
    const drawer = page.getByRole('dialog')
    const saved = page.waitForEvent('download')
    await drawer.getByRole('button', { name: /^Download works-ca.csr/ }).click()
    await writeFile(at('works.csr'), await readFile((await (await saved).path()) ?? ''))
    await openssl(
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ['-days', '900', '-keyout', 'corp.key', '-out', 'corp.pem', '-subj', '/CN=Corp Root'],
    )
    await writeFile(
      at('ext'),
      'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
    )
    await openssl(
      ['x509', '-req', '-in', 'works.csr', '-CA', 'corp.pem', '-CAkey', 'corp.key'],
      ['-CAcreateserial', '-days', '800', '-out', 'works.pem', '-extfile', 'ext'],
    )
    // Without what stands above it nobody can tell whether it holds.
    const certificate = drawer.getByLabel('Certificate (PEM)')
    await certificate.fill(await readFile(at('works.pem'), 'utf8'))
    await drawer.getByRole('button', { name: 'Activate the CA' }).click()
    await drawer.getByText(/add the certificates above it/).waitFor()
    await drawer.locator('input[type=file]').setInputFiles(at('corp.pem'))
    await expect.poll(async () => (await certificate.inputValue()).split('BEGIN').length).toBe(3)
    await drawer.getByRole('button', { name: 'Activate the CA' }).click()
    // The drawer is called like the CA that is to come.
    await drawer.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Works CA' }).waitFor()
    expect(await named('Works CA')).toMatchObject({ certified_elsewhere: true })
  })

  test('an existing CA is imported as PKCS#12; a wrong password is refused in words', async () => {
    await openssl(
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes'],
      ['-days', '900', '-keyout', 'old.key', '-out', 'old.pem', '-subj', '/O=Old/CN=Old Root'],
    )
    await openssl(
      ['pkcs12', '-export', '-inkey', 'old.key', '-in', 'old.pem'],
      ['-passout', 'pass:moving house', '-out', 'old.p12'],
    )
    await using opened = await visit('/new?kind=import')
    const { page } = opened
    await page.getByRole('radio', { name: 'PKCS#12 (.p12, .pfx)' }).click()
    await page.locator('input[type=file]').first().setInputFiles(at('old.p12'))
    await page.getByText('old.p12').waitFor()
    await page.getByLabel('Password of the file').fill('wrong')
    await page.getByRole('button', { name: 'Import the CA' }).click()
    await page.getByText(/does not open/).waitFor()
    await page.getByLabel('Password of the file').fill('moving house')
    await page.getByRole('button', { name: 'Import the CA' }).click()
    await page.getByRole('heading', { name: 'Old Root' }).waitFor()
    expect(await named('Old Root')).toMatchObject({ organization: 'Old', parent_ca_id: null })
  })

  test('what it publishes is looked at from outside', async () => {
    const { id } = await named('Browser Issuing CA')
    await using opened = await visit(`/${id}?tab=revocation`)
    const { page, faults } = opened
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('Everything is in order.').waitFor()
    await page.getByRole('button', { name: 'Publish lists now' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Publish lists now' }).click()
    await page.getByText('The lists were published').waitFor()
    await opened.screenshot('authority-revocation')
    expect(faults).toEqual([])
  })

  test('a CA is renewed, and revoked only when its name was typed', async () => {
    const { id, serial_number: before } = await named('Browser Issuing CA')
    await using opened = await visit(`/${id}`)
    const { page } = opened
    await page.getByRole('button', { name: 'Renew' }).click()
    const renewal = page.getByRole('dialog')
    await renewal.getByLabel('Validity in days').fill('99999')
    await renewal.getByRole('button', { name: 'Renew' }).click()
    await renewal.getByText(/must be a whole number from 1 to/).waitFor()
    // What it has issued may last as long as its present certificate does.
    await renewal.getByLabel('Validity in days').fill('1000')
    await renewal.getByRole('button', { name: 'Renew' }).click()
    await renewal.getByText(/before its present certificate/).waitFor()
    await renewal.getByLabel('Validity in days').fill('2000')
    await renewal.getByRole('button', { name: 'Renew' }).click()
    await page.getByText('was renewed').waitFor()
    expect((await named('Browser Issuing CA')).serial_number).not.toBe(before)

    await page.getByRole('button', { name: 'Revoke' }).click()
    const dialog = page.getByRole('dialog')
    const revoke = dialog.getByRole('button', { name: 'Revoke for good' })
    expect(await revoke.getAttribute('aria-disabled')).toBe('true')
    await dialog.getByLabel(/^Type/).fill('Browser Issuing CA')
    await revoke.click()
    await page.getByText('“Browser Issuing CA” is revoked').waitFor()
    expect((await named('Browser Issuing CA')).revoked_at).not.toBeNull()
  })

  test('a member sees CAs and is told why nothing can be changed', async () => {
    const member = await session.addPerson('member@example.com', {
      workspace: session.slug,
      role: 'member',
    })
    const { id } = await named('Browser Root')
    await using opened = await browser.open(`${session.url}/w/${session.slug}/authorities/${id}`, {
      session: member.session,
    })
    const { page } = opened
    const revoke = page.getByRole('button', { name: 'Revoke' })
    await revoke.hover()
    await page
      .getByText(/owners and admins/i)
      .first()
      .waitFor()
    await revoke.click({ force: true })
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

interface Listed {
  readonly id: string
  readonly name: string
  readonly parent_ca_id: string | null
  readonly serial_number: string
  readonly organization: string | null
  readonly certified_elsewhere: boolean
  readonly revoked_at: string | null
}
