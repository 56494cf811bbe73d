import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, openBrowser, type TestBrowser } from '../_kit/browser.ts'
import { ask, redeem, registerProgram } from '../oauth/_program.ts'
import { callApi, openWorld, type World } from '../oauth/_world.ts'

/** A program on this machine that waits for the browser to come back (RFC 8252 §7.3). */
async function listenForCallback(): Promise<{
  server: Server
  address: string
  came: Promise<URL>
}> {
  let come: (url: URL) => void = () => undefined
  const came = new Promise<URL>((resolve) => {
    come = resolve
  })
  const server = createServer((request, response) => {
    response.end('You can close this page.')
    if (request.url?.startsWith('/callback')) come(new URL(request.url, 'http://127.0.0.1'))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { server, address: `http://127.0.0.1:${port}/callback`, came }
}

describe.skipIf(CHROMIUM === null)('programs that ask for access, in a browser', () => {
  let world: World
  let browser: TestBrowser

  beforeAll(async () => {
    world = await openWorld()
    browser = await openBrowser()
  }, 90_000)
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await world[Symbol.asyncDispose]()
  })

  test('are let in on the consent page with what was ticked, and come back with a code', async () => {
    const { console, url, choices } = world
    const { server, address, came } = await listenForCallback()
    try {
      const program = await registerProgram(url, { client_name: 'Claude' })
      const asked = await ask(program, { redirect_uri: address, resource: `${url}/mcp` })
      await using watched = await browser.open(asked.address.href, {
        session: console.owner.session,
      })
      const { page } = watched
      await page.getByRole('heading', { name: 'Claude asks for access' }).waitFor()
      await page.getByText('Nobody vouches for this name').waitFor()
      const agree = page.getByRole('button', { name: 'Give access' })
      expect(await agree.getAttribute('aria-disabled')).toBe('true')
      const issuing = choices.find(({ depth }) => depth === 1)
      await page.getByRole('checkbox', { name: `Read on ${issuing?.name}` }).click()
      await page.getByRole('checkbox', { name: `Issue on ${issuing?.name}` }).click()
      await watched.screenshot('oauth-consent')
      await agree.click()
      const callback = await came
      const tokens = await redeem(program, callback, asked, address)
      expect(tokens.access_token).toMatch(/^cm_oauth_/)
      expect(watched.faults).toEqual([])
    } finally {
      server.close()
    }
  })

  test('wait while their user signs in', async () => {
    const { console, url } = world
    const { server, address, came } = await listenForCallback()
    try {
      const program = await registerProgram(url, { client_name: 'Editor' })
      const asked = await ask(program, { redirect_uri: address })
      await using watched = await browser.open(asked.address.href)
      const { page } = watched
      await page.getByLabel('E-mail').fill(console.owner.email)
      await page.getByLabel('Password', { exact: true }).fill(console.owner.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('heading', { name: 'Editor asks for access' }).waitFor()
      await page.getByRole('button', { name: 'Refuse' }).click()
      expect((await came).searchParams.get('error')).toBe('access_denied')
    } finally {
      server.close()
    }
  })

  test('on a telephone, in the longest words, no box is out of sight', async () => {
    const { console, url } = world
    const { server, address } = await listenForCallback()
    try {
      const program = await registerProgram(url, { client_name: 'Editor' })
      const asked = await ask(program, { redirect_uri: address })
      await using watched = await browser.open(asked.address.href, {
        session: console.owner.session,
        width: 360,
        language: 'de',
      })
      const table = watched.page.getByRole('table')
      await table.waitFor()
      const { width } = (await table.boundingBox()) ?? { width: Infinity }
      const frame = await table.evaluate(({ parentElement }) => parentElement?.clientWidth ?? 0)
      expect(width).toBeLessThanOrEqual(frame)
    } finally {
      server.close()
    }
  })

  test('whose request has expired are said to have, with what to do', async () => {
    const { console } = world
    await using watched = await browser.open(`${console.url}/oauth/consent?request=gone`, {
      session: console.owner.session,
    })
    await watched.page.getByText('go back to the program and start again').waitFor()
  })

  test('are shut out again on the page OAuth Clients', async () => {
    const { console, url } = world
    const { tokens } = await world.letIn()
    await using watched = await browser.open(`${console.url}/w/${console.slug}/oauth-clients`, {
      session: console.owner.session,
    })
    const { page, faults } = watched
    await page.getByRole('button', { name: 'End access: Try-out' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'End access' }).click()
    await page.getByText('Try-out has no access any more').waitFor()
    expect((await callApi(url, '/v1/whoami', tokens)).status).toBe(401)
    expect(faults).toEqual([])
  })

  test('get a client and a secret that is shown once', async () => {
    const { console } = world
    await using watched = await browser.open(`${console.url}/w/${console.slug}/oauth-clients`, {
      session: console.owner.session,
    })
    const { page, faults } = watched
    await page.getByRole('button', { name: 'New client' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Portal')
    await dialog.getByLabel('Redirect URIs').fill('http://portal.example/cb')
    await dialog.getByRole('button', { name: 'Create client' }).click()
    await dialog.getByText('is not https').waitFor()
    await dialog.getByLabel('Redirect URIs').fill('https://portal.example/cb')
    await dialog.getByRole('button', { name: 'Create client' }).click()
    await page.getByText(/^cm_secret_[\w-]{43}$/).waitFor()
    await page.getByRole('button', { name: 'I have stored it' }).click()
    await page.getByText('https://portal.example/cb').waitFor()
    expect(await page.getByText('cm_secret_').count()).toBe(0)
    // The browser itself reports the 400 of the first attempt.
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
  })

  test('on a device are let in by the code that it shows', async () => {
    const { console, url } = world
    const { server, client } = await registerProgram(url, {
      client_name: 'Terminal',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      redirect_uris: [],
      response_types: [],
    })
    const response = await fetch(server.device_authorization_endpoint ?? '', {
      method: 'POST',
      body: new URLSearchParams({ client_id: client.client_id }),
    })
    const device = (await response.json()) as { verification_uri_complete: string }
    await using watched = await browser.open(device.verification_uri_complete, {
      session: console.owner.session,
    })
    const { page, faults } = watched
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Terminal asks for access' }).waitFor()
    await page.getByRole('checkbox', { name: 'Read on every CA' }).click()
    await page.getByRole('button', { name: 'Give access' }).click()
    await page.getByText('The device is connected').waitFor()
    expect(faults).toEqual([])
  })
})
