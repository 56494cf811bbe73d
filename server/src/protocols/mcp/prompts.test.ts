import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../_app.ts'
import { sendMcp } from './_call.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app[Symbol.asyncDispose]())

test('a prompt that renews is shown to those who may issue', async () => {
  const listed = async (canIssue: boolean): Promise<readonly string[]> => {
    const permissions = { canRead: true, canIssue, canRevoke: false }
    const key = await app.keyFor(new Map([[app.issuing.id, permissions]]))
    const { json } = await sendMcp(app, 'prompts/list', {}, { key })
    return json.result.prompts.map(({ name }: { readonly name: string }) => name)
  }
  expect(await listed(false)).toEqual(['explain_this_certificate'])
  expect(await listed(true)).toHaveLength(2)
})

test.each(['EC PRIVATE KEY', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'])(
  'what is pasted to be explained is not handed on when it is a key: %s',
  async (label) => {
    const certificate = `-----BEGIN ${label}-----\nc2VjcmV0\n-----END ${label}-----`
    const args = { name: 'explain_this_certificate', arguments: { certificate } }
    const { text, json } = await sendMcp(app, 'prompts/get', args)
    expect(json.error.message).toContain('treat it as disclosed')
    expect(text).not.toContain('c2VjcmV0')
  },
)
