import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, registerProgram, type Program } from './_program.ts'
import { ALL, grantsOf, openWorld, visitConsent, type World } from './_world.ts'

let world: World
let program: Program

beforeAll(async () => {
  world = await openWorld()
  program = await registerProgram(world.url)
}, 60_000)
afterAll(() => world[Symbol.asyncDispose]())

const everything = (): object => ({
  permissions: world.choices.map(({ id }) => ({ authorityId: id, ...ALL })),
})

describe('consent', () => {
  test('is not given in another browser than the one that brought the request', async () => {
    const { address } = await ask(program)
    const { requestId } = await visitConsent(world.console.owner, address)
    const stranger = await world.console.addPerson('victim@example.com', {
      workspace: world.console.slug,
      role: 'member',
    })
    // The victim was sent the address of somebody else's request.
    const path = `/console/v1/oauth/requests/${requestId}`
    expect((await stranger.call('GET', path)).status).toBe(404)
    const agree = `/console/v1/workspaces/${world.console.workspaceId}/oauth/requests/${requestId}/agree`
    expect((await stranger.call('POST', agree, everything())).status).toBe(404)
  })

  test('is not for CAs of another workspace, nor for nothing', async () => {
    const { console } = world
    const other = await console.call('POST', '/console/v1/workspaces', { name: 'Other' })
    expect(other.status).toBe(200)
    const asked = await ask(program)
    const visit = await visitConsent(console.owner, asked.address)
    const foreign = {
      permissions: [{ authorityId: '00000000-0000-4000-8000-000000000000', ...ALL }],
    }
    await expect(visit.agree(console.workspaceId, foreign)).rejects.toThrow('403')
    await expect(visit.agree(console.workspaceId, { permissions: [] })).rejects.toThrow('400')
    await expect(visit.agree(other.json.workspace.id as string, everything())).rejects.toThrow(
      '403',
    )
    const callback = await visit.agree(console.workspaceId, everything())
    expect(callback.searchParams.get('code')).not.toBeNull()
    await expect(visit.agree(console.workspaceId, everything())).rejects.toThrow()
  })

  test('on the free plan gives all three permissions, or none', async () => {
    const { console, choices } = world
    await console.command('workspace', 'plan', console.slug, 'free')
    try {
      const asked = await ask(program)
      const visit = await visitConsent(console.owner, asked.address)
      const partly = {
        permissions: [
          { authorityId: choices[0]?.id, canRead: true, canIssue: false, canRevoke: false },
        ],
      }
      await expect(visit.agree(console.workspaceId, partly)).rejects.toThrow('400')
      const callback = await visit.agree(console.workspaceId, everything())
      expect(callback.searchParams.get('code')).not.toBeNull()
    } finally {
      await console.command('workspace', 'plan', console.slug, 'pro')
    }
  })

  test('of others is seen and ended by owners, not by members', async () => {
    const { console } = world
    const member = await console.addPerson('member@example.com', {
      workspace: console.slug,
      role: 'member',
    })
    const { program: own } = await world.letIn()
    const path = `/console/v1/workspaces/${console.workspaceId}/oauth`
    const [grant] = await grantsOf(world, own)
    expect((await member.call('GET', `${path}/grants`)).json.grants).toEqual([])
    expect((await member.call('DELETE', `${path}/grants/${grant?.id}`)).status).toBe(404)
    const made = await member.call('POST', `${path}/clients`, {
      name: 'Mine',
      redirectUris: ['https://app.example/cb'],
    })
    expect(made.status).toBe(403)
  })
})
