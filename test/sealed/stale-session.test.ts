import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONSOLE_ENDPOINTS } from '../../server/src/protocols/console/endpoints.ts'
import { sampleBody } from '../_kit/sample-body.ts'
import { kindOf, kindOfMember, openTwoWorkspaces, type TwoWorkspaces } from './_two-workspaces.ts'
import type { ConsoleEndpoint } from '../../server/src/protocols/console/endpoint.ts'

/**
 * Somebody holds the session of an owner and operator, who proved who they are more than ten minutes ago. What cannot be
 * undone is refused to them; each operation that changes something stands in one of the two tables, so that a new one
 * cannot be forgotten.
 */

/** Asks for a fresh proof, with what must be in the body for that. */
const ASKS: Readonly<Record<string, object>> = {
  // How people sign in.
  changePassword: {},
  unlinkIdentity: {},
  passkeyOptions: {},
  addPasskey: {},
  removePasskey: {},
  offerAuthenticatorApp: {},
  confirmAuthenticatorApp: {},
  removeAuthenticatorApp: {},
  replaceRecoveryCodes: {},
  createUser: {},
  changeUser: {},
  createSetupLink: {},
  changeWorkspace: { requiresSecondFactor: false },
  // Who owns a workspace, and who is out.
  changeMemberRole: { role: 'admin' },
  createInvitation: { role: 'owner' },
  removeMember: {},
  deleteWorkspace: {},
  // Credentials, keys and certificates that never come back.
  rotateApiKey: {},
  revokeApiKey: {},
  replaceOAuthClientSecret: {},
  deleteOAuthClient: {},
  revokeAuthority: { confirmation: '' },
  removeAuthorityRequest: {},
  revokeCertificate: { reason: 'keyCompromise' },
  createJob: { kind: 'revoke', reason: 'keyCompromise' },
  retryJob: {},
  resumeJob: {},
  // The whole instance in a file.
  createBackup: {},
  deleteBackup: {},
}

/** Only begins what is undone by the same hand, ends what is one's own and light, or takes a secret of its own. */
const DOES_NOT = [
  // Ends or proves the session itself.
  'signOut',
  'endSession',
  'endOtherSessions',
  'proveIdentity',
  'passkeyProofOptions',
  // What one is called.
  'changeProfile',
  'renamePasskey',
  // Makes something that can be ended.
  'createWorkspace',
  'acceptInvitation',
  'createApiKey',
  'createOAuthClient',
  'agreeToOAuthRequest',
  'agreeToOAuthDevice',
  'refuseOAuthRequest',
  'refuseOAuthDevice',
  'findOAuthDevice',
  'createAuthority',
  'createAuthorityHierarchy',
  'importAuthority',
  'renewAuthority',
  'createAuthorityRequest',
  'completeAuthorityRequest',
  'requestAuthorityRenewal',
  'replaceAuthorityCertificate',
  'issueCertificate',
  'renewCertificate',
  'saveView',
  'createWebhook',
  'createAlert',
  'createCalendarFeed',
  // Ends what is made again in the same place.
  'renewInvitation',
  'revokeInvitation',
  'endOAuthGrant',
  'removeView',
  'removeWebhook',
  'removeAlert',
  'revokeCalendarFeed',
  // Changed back in the same place.
  'changeWorkspacePlan',
  'releaseCertificate',
  'changeWebhook',
  'rotateWebhookSecret',
  'changeAlert',
  // What was done stays; a key that is forgotten is made anew by a renewal.
  'cancelJob',
  'forgetJobKeys',
  // A private key that waits ten minutes for this person, in a session of theirs.
  'openKeyLink',
  // Reads, tries or publishes what is there.
  'verifyAuditLog',
  'verifyInstanceAuditLog',
  'sendTestMail',
  'checkAuthorityPublication',
  'publishAuthorityLists',
  'previewCertificate',
  'getCertificatePems',
  'decodePem',
  'testAssistantEndpoint',
  'testWebhook',
  'replayWebhookDelivery',
  'testAlert',
]

const CHANGING = CONSOLE_ENDPOINTS.filter(
  ({ method, access }) => method !== 'get' && access !== 'public',
)
const BY_NAME = new Map(CONSOLE_ENDPOINTS.map((one) => [one.operationId, one]))

let world: TwoWorkspaces

beforeAll(async () => {
  world = await openTwoWorkspaces()
  const { call, workspaceId, owner, server } = world.console
  await call('PATCH', `/console/v1/workspaces/${workspaceId}`, { requiresSecondFactor: true })
  const { status } = await call('GET', `/console/v1/workspaces/${workspaceId}`)
  expect(status).toBe(200)
  // Eleven minutes pass for the owner's session.
  using database = new DatabaseSync(join(server.directory, 'data', 'certman.db'), { timeout: 5000 })
  const { changes } = database
    .prepare('update sessions set proved_at = proved_at - 660000 where user_id = ?')
    .run(owner.userId)
  expect(changes).toBe(1)
})
afterAll(() => world?.[Symbol.asyncDispose]())

async function attempt(endpoint: ConsoleEndpoint, change: object): Promise<string> {
  const { route, operationId, method } = endpoint
  const idOf = (kind: string): string =>
    kind === 'identity' || kind === 'backup' ? 'sample' : world.known(kind)
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => idOf(kindOf(route, name)))
  const sample = sampleBody(operationId, (name) => idOf(kindOfMember(route, name)))
  const body = sample && { ...sample, ...change }
  const answer = await world.console.call(method.toUpperCase(), path, body)
  return `${answer.status} ${answer.headers.get('certman-error-code') ?? ''}`
}

test('every operation that changes something is in one of the tables', () => {
  const names = CHANGING.map(({ operationId }) => operationId)
  expect([...Object.keys(ASKS), ...DOES_NOT].toSorted()).toEqual(names.toSorted())
})

describe('a session whose proof is old', () => {
  test.each(Object.entries(ASKS))('may not %s', async (name, change) => {
    const endpoint = BY_NAME.get(name)
    if (endpoint === undefined) throw new Error(`there is no ${name}`)
    expect(await attempt(endpoint, change)).toBe('403 stepUpRequired')
  })

  const goesOn = DOES_NOT.filter((name) => name !== 'signOut' && name !== 'endSession')
  test.each(goesOn)('is not asked for one by %s', async (name) => {
    const endpoint = BY_NAME.get(name)
    if (endpoint === undefined) throw new Error(`there is no ${name}`)
    // By proving it, the session would be none whose proof is old.
    const change = name === 'proveIdentity' ? { method: 'password', password: 'no' } : {}
    expect(await attempt(endpoint, change)).not.toMatch(/stepUpRequired|^401/)
  })

  test('may not download a backup either', async () => {
    const endpoint = BY_NAME.get('downloadBackup')
    if (endpoint === undefined) throw new Error('there is no downloadBackup')
    expect(await attempt(endpoint, {})).toBe('403 stepUpRequired')
  })

  test('may put a certificate on hold, which is released again', async () => {
    const endpoint = BY_NAME.get('revokeCertificate')
    if (endpoint === undefined) throw new Error('there is no revokeCertificate')
    expect(await attempt(endpoint, { reason: 'certificateHold' })).not.toMatch(/stepUpRequired/)
  })
})
