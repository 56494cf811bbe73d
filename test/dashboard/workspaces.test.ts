import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser, type WatchedPage } from '../_kit/browser.ts'
import { openConsole, PASSWORD, type ConsoleSession } from '../_kit/console-session.ts'

describe.skipIf(CHROMIUM === null)('workspaces, people and keys, in a browser', () => {
  let browser: TestBrowser
  let console: ConsoleSession

  beforeAll(async () => {
    browser = await openBrowser()
    console = await openConsole()
  }, 90_000)
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await console[Symbol.asyncDispose]()
  })

  function open(page: string, session = console.owner.session): Promise<WatchedPage> {
    return browser.open(`${console.url}/w/${console.slug}/${page}`, { session })
  }

  describe('members', () => {
    test('somebody is invited by a link, joins as a new person and is in', async () => {
      await using opened = await open('members')
      const { page } = opened
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByLabel('E-mail address').fill('nora@example.com')
      await page.getByRole('radio', { name: /^Admin/ }).click()
      await page.getByRole('button', { name: 'Create invitation' }).click()
      const shown = page.getByRole('group', { name: 'Invitation link' })
      const link = (await shown.textContent()) ?? ''
      expect(link).toContain('/accept-invitation#token=')
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('cell', { name: 'nora@example.com', exact: true }).waitFor()
      expect(opened.faults).toEqual([])

      await using guest = await browser.open(link.replace('127.0.0.1', 'localhost'))
      await guest.page.getByRole('heading', { name: 'Join My Workspace' }).waitFor()
      await guest.screenshot('invitation')
      await guest.page.getByRole('button', { name: 'Join and choose how to sign in' }).click()
      await guest.page.waitForURL(/\/setup/)
      await guest.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.reload()
      const row = page.getByRole('row', { name: /nora@example\.com/ })
      await row.getByRole('combobox').waitFor()
      expect(await row.getByRole('combobox').inputValue()).toBe('admin')

      await using again = await browser.open(link.replace('127.0.0.1', 'localhost'))
      await again.page.getByText('was used, withdrawn or has expired').waitFor()
    })

    test('the last owner stays, and a member sees why they may not invite', async () => {
      await using opened = await open('members')
      const { page } = opened
      await page.getByRole('button', { name: 'Actions for owner@localhost' }).click()
      const leave = page.getByRole('menuitem', { name: /Leave the workspace/ })
      expect(await leave.getAttribute('aria-disabled')).toBe('true')
      await leave.getByText('The last owner stays').waitFor()

      const member = await console.addPerson('mia@example.com', {
        workspace: console.slug,
        role: 'member',
      })
      await using theirs = await open('members', member.session)
      const invite = theirs.page.getByRole('button', { name: 'Invite' })
      expect(await invite.getAttribute('aria-disabled')).toBe('true')
      expect(await theirs.page.getByRole('combobox').count()).toBe(0)
    })

    test('whoever is removed is out at once, with their keys', async () => {
      const member = await console.addPerson('rita@example.com', {
        workspace: console.slug,
        role: 'member',
      })
      await using opened = await open('members')
      const { page } = opened
      await page.getByRole('button', { name: 'Actions for rita@example.com' }).click()
      await page.getByRole('menuitem', { name: 'Remove' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByText('rita@example.com was removed').waitFor()
      const answer = await member.call('GET', `/console/v1/workspaces/${console.workspaceId}`)
      expect(answer.status).toBe(404)
    })
  })

  describe('API keys', () => {
    test('a key is made, shown once, used, rotated and revoked', async () => {
      await using opened = await open('api-access')
      const { page } = opened
      await page.getByRole('button', { name: 'Create key' }).first().click()
      const drawer = page.getByRole('dialog')
      const create = drawer.getByRole('button', { name: 'Create key' })
      expect(await create.getAttribute('aria-disabled')).toBe('true')
      await drawer.getByLabel('Name').fill('Pipeline')
      await drawer.getByRole('button', { name: 'Issuer for CI' }).click()
      await drawer
        .getByRole('status')
        .getByText(/read 2 CAs and issue from 2, until .+, from any address/)
        .waitFor()
      await opened.screenshot('api-key-new')
      await create.click()
      await page.getByRole('heading', { name: 'Your new key' }).waitFor()
      const block = page.getByRole('group', { name: 'API key' })
      const key = (await block.textContent()) ?? ''
      expect(key).toMatch(/^cm_[0-9A-Za-z]{42}$/)
      const close = page.getByRole('button', { name: 'Close', exact: true }).last()
      expect(await close.getAttribute('aria-disabled')).toBe('true')
      await page.keyboard.press('Escape')
      await page.getByText('Waiting for the first request').waitFor()

      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Download .env' }).click()
      const file = await (await download).path()
      expect(readFileSync(file, 'utf8')).toContain(`CERTMAN_API_KEY=${key}`)

      const used = await fetch(`${console.server.url}/v1/whoami`, {
        headers: { Authorization: `Bearer ${key}` },
      })
      expect(used.status).toBe(200)
      await page.getByText('The first request arrived').waitFor({ timeout: 15_000 })
      await opened.screenshot('api-key-shown')
      await page.getByRole('checkbox', { name: 'I have saved the key' }).click()
      await close.click()

      await page.getByRole('button', { name: 'Actions for Pipeline' }).click()
      await page.getByRole('menuitem', { name: 'Rotate' }).click()
      await page.getByRole('button', { name: 'Create the new key' }).click()
      await page.getByText('The former key works until').waitFor()
      await page.getByRole('checkbox', { name: 'I have saved the key' }).click()
      await close.click()
      await page.getByRole('cell', { name: 'Replaced, ends soon', exact: true }).waitFor()

      const former = page.getByRole('row', { name: /Replaced, ends soon/ })
      await former.getByRole('button', { name: 'Actions for Pipeline' }).click()
      await page.getByRole('menuitem', { name: 'Revoke' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
      await page.getByText('“Pipeline” is revoked').waitFor()
      const refused = await fetch(`${console.server.url}/v1/whoami`, {
        headers: { Authorization: `Bearer ${key}` },
      })
      expect(refused.status).toBe(401)
      expect(opened.faults).toEqual([])
    })

    test('an address that is none is refused at its field', async () => {
      await using opened = await open('api-access?new=1')
      const drawer = opened.page.getByRole('dialog')
      await drawer.getByLabel('Name').fill('Wrong')
      await drawer.getByRole('button', { name: 'Read only' }).click()
      await drawer.getByLabel('Only from these addresses').fill('the office')
      await drawer.getByRole('button', { name: 'Create key' }).click()
      await drawer.getByText('"the" is neither an IP address nor a network').waitFor()
    })

    test('on the Free plan the three permissions go together, and say so', async () => {
      const plan = (name: string) =>
        console.call('PUT', `/console/v1/instance/workspaces/${console.workspaceId}/plan`, {
          plan: name,
        })
      const ended = await console.call(
        'GET',
        `/console/v1/workspaces/${console.workspaceId}/api-keys`,
      )
      for (const { id, name, state } of ended.json.apiKeys) {
        const path = `/console/v1/workspaces/${console.workspaceId}/api-keys/${id}`
        if (name === 'Pipeline' && state === 'active') await console.call('DELETE', path)
      }
      expect((await plan('free')).status).toBe(200)
      try {
        await using opened = await open('api-access?new=1')
        const drawer = opened.page.getByRole('dialog')
        await drawer.getByText('the three permissions of a CA go together').waitFor()
        await drawer.getByRole('checkbox', { name: 'Issue on My Workspace Issuing CA' }).click()
        for (const permission of ['Read', 'Issue', 'Revoke']) {
          const box = drawer.getByRole('checkbox', {
            name: `${permission} on My Workspace Issuing CA`,
          })
          expect(await box.isChecked()).toBe(true)
        }
      } finally {
        await plan('pro')
      }
    })
  })

  describe('the audit log', () => {
    test('is filtered in the address, verified and exported', async () => {
      await using opened = await open('audit-log')
      const { page } = opened
      await page.getByLabel('What', { exact: true }).selectOption('authority')
      await page.waitForURL(/action=authority/)
      await page.getByRole('cell', { name: 'authority.created' }).first().waitFor()
      expect(await page.getByRole('cell', { name: 'apiKey.created' }).count()).toBe(0)
      await page.getByRole('cell', { name: 'authority.created' }).first().click()
      await page.getByRole('button', { name: 'Only events about this' }).click()
      await page.waitForURL(/subject=/)
      await opened.screenshot('audit-log')
      await page.getByRole('button', { name: 'Verify chain' }).click()
      await page.getByText('Nothing was changed, removed or inserted').waitFor()
      await page.keyboard.press('Escape')
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: /CSV/ }).click()
      const file = await download
      expect(file.suggestedFilename()).toBe(`audit-${console.slug}.csv`)
      const [header, first] = readFileSync(await file.path(), 'utf8').split('\r\n')
      expect(header).toContain('at,action,outcome')
      expect(first).toContain('authority.created')
      expect(opened.faults).toEqual([])
    })

    test('is asked by name who did something, and says by name to what', async () => {
      await console.call('POST', '/console/v1/workspaces', { name: 'Elsewhere' })
      await using opened = await browser.open(`${console.url}/instance?tab=audit`, {
        session: console.owner.session,
      })
      const { page } = opened
      await page.getByLabel('Who').selectOption({ label: console.owner.email })
      await page.waitForURL(new RegExp(`actor=${console.owner.userId}`))
      const row = page.getByRole('row', { name: /workspace\.created.*Elsewhere/ })
      await row.waitFor()
      expect(await row.textContent()).not.toContain('ownerId')
    })

    test('is not for members', async () => {
      const member = await console.addPerson('ole@example.com', {
        workspace: console.slug,
        role: 'member',
      })
      await using opened = await open('audit-log', member.session)
      await opened.page.getByText('For owners and admins').waitFor()
      const path = `/console/v1/workspaces/${console.workspaceId}/audit-log`
      expect((await member.call('GET', path)).status).toBe(403)
    })
  })

  describe('the instance', () => {
    const instance = (tab: string, session = console.owner.session) =>
      browser.open(`${console.url}/instance?tab=${tab}`, { session })

    test('shows its health; a plan is switched, a user added and let in no longer', async () => {
      await console.call('POST', '/console/v1/workspaces', { name: 'Home Lab' })
      await using opened = await instance('health')
      const { page } = opened
      await page.getByText('SQLite').waitFor()
      await page.getByRole('tab', { name: 'Workspaces' }).click()
      await page.getByLabel('Plan of Home Lab').selectOption('free')
      await page.getByText('Home Lab is now on Free').waitFor()
      await page.getByRole('tab', { name: 'Users' }).click()
      await page.getByRole('button', { name: 'Add user' }).click()
      await page.getByLabel('E-mail address').fill('temp@example.com')
      await page.getByRole('button', { name: 'Add and create link' }).click()
      await page.getByRole('group', { name: 'Set-up link' }).waitFor()
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('row', { name: /temp@example\.com.*Link not used yet/ }).waitFor()
      await page.getByRole('button', { name: 'Actions for temp@example.com' }).click()
      await page.getByRole('menuitem', { name: 'Deactivate' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
      await page.getByText('temp@example.com is deactivated').waitFor()
      expect(opened.faults).toEqual([])
    })

    test('on a telephone, a link shows the tab that it opens', async () => {
      await using opened = await browser.open(`${console.url}/instance?tab=audit`, {
        session: console.owner.session,
        width: 360,
      })
      const tab = opened.page.getByRole('tab', { name: 'Audit log' })
      await tab.waitFor()
      const box = await tab.boundingBox()
      expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(360)
    })

    test('a backup is made and downloaded whole', async () => {
      await using opened = await instance('backups')
      const { page } = opened
      await page.getByRole('button', { name: 'Back up now' }).click()
      await page.getByRole('button', { name: /^Actions for certman-/ }).click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: 'Download' }).click()
      const octets = readFileSync(await (await download).path())
      expect(octets.subarray(0, 15).toString()).toBe('SQLite format 3')
    })

    test('is not for others', async () => {
      const { session, call } = await console.addPerson('otto@example.com')
      await using opened = await instance('users', session)
      await opened.page.getByText('Your account does not operate this server').waitFor()
      expect((await call('GET', '/console/v1/instance/users')).status).toBe(403)
    })
  })
})
