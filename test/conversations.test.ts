import { describe, expect, test } from 'vitest'
import { firstVariables, readConversations } from './_kit/conversations.ts'
import { startServer } from './_kit/server.ts'
import { holdConversation } from './_kit/transcripts.ts'

describe('conversations', () => {
  const conversations = readConversations()

  test('there are some', () => {
    expect(conversations.length).toBeGreaterThan(0)
  })

  test.each(conversations)('$name', async ({ name, text }) => {
    await using server = await startServer()
    expect(server.apiKey).toMatch(/^cm_/)
    const held = await holdConversation(name, text, server.url, await firstVariables(server.apiKey))
    expect(held.length).toBeGreaterThan(0)
    expect(await server.stop()).toBe(0)
  })
})
