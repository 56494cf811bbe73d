import {
  ResourceTemplate,
  type CallToolResult,
  type ContentBlock,
  type McpServer,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { registerQuestions, STATES } from './_conformance-questions.ts'
import type { McpFixtures } from './dependencies.ts'

/** One pixel of PNG, and a WAV without a sound. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='
const SILENCE = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA='

/**
 * What the official conformance suite wants to find in a server beside the protocol itself: tools, resources and prompts by
 * its names. No server of anybody has them: only this file hands them in.
 */
export const CONFORMANCE_FIXTURES: McpFixtures = {
  register,
  verifyState(state) {
    if (!STATES.includes(state)) throw new Error('this state was not handed out')
  },
}

function register(server: McpServer): void {
  registerContents(server)
  registerEvents(server)
  registerQuestions(server)
  registerResources(server)
  registerPrompts(server)
  server.server.registerCapabilities({ completions: {}, logging: {} })
  server.server.setRequestHandler('completion/complete', () => ({
    completion: { values: [], total: 0, hasMore: false },
  }))
}

function registerContents(server: McpServer): void {
  const contents: Readonly<Record<string, readonly ContentBlock[]>> = {
    test_simple_text: [text('This is a simple text response for testing.')],
    test_image_content: [{ type: 'image', data: PIXEL, mimeType: 'image/png' }],
    test_audio_content: [{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }],
    test_embedded_resource: [embedded('test://embedded-resource', 'text/plain', 'Embedded.')],
    test_multiple_content_types: [
      text('Multiple content types test:'),
      { type: 'image', data: PIXEL, mimeType: 'image/png' },
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  }
  for (const [name, content] of Object.entries(contents)) {
    server.registerTool(name, { description: name }, () => ({ content: [...content] }))
  }
  server.registerTool('test_error_handling', { description: 'Fails' }, () => {
    throw new Error('This tool intentionally returns an error for testing')
  })
}

function registerEvents(server: McpServer): void {
  server.registerTool('test_tool_with_logging', { description: 'Logs' }, async ({ mcpReq }) => {
    for (const data of [
      'Tool execution started',
      'Tool processing data',
      'Tool execution completed',
    ]) {
      await mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data } })
      await pause()
    }
    return said('done')
  })
  server.registerTool(
    'test_logging_tool',
    { description: 'Logs where it is wanted' },
    async ({ mcpReq }) => {
      await mcpReq.log('info', 'a line')
      return said('done')
    },
  )
  server.registerTool('test_tool_with_progress', { description: 'Goes on' }, async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken ?? 0
    for (const progress of [0, 50, 100]) {
      const params = { progressToken, progress, total: 100 }
      await mcpReq.notify({ method: 'notifications/progress', params })
      await pause()
    }
    return said(String(progressToken))
  })
}

function registerResources(server: McpServer): void {
  const meta = (mimeType: string) => ({ title: mimeType, description: mimeType, mimeType })
  server.registerResource('static-text', 'test://static-text', meta('text/plain'), ({ href }) => ({
    contents: [{ uri: href, mimeType: 'text/plain', text: 'The static text resource.' }],
  }))
  server.registerResource(
    'static-binary',
    'test://static-binary',
    meta('image/png'),
    ({ href }) => ({
      contents: [{ uri: href, mimeType: 'image/png', blob: PIXEL }],
    }),
  )
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    meta('application/json'),
    ({ href }, { id }) => ({
      contents: [
        {
          uri: href,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true }),
        },
      ],
    }),
  )
}

function registerPrompts(server: McpServer): void {
  const asked = (...contents: readonly ContentBlock[]) => ({
    messages: contents.map((content) => ({ role: 'user' as const, content })),
  })
  server.registerPrompt('test_simple_prompt', { description: 'Simple' }, () =>
    asked(text('This is a simple prompt for testing.')),
  )
  server.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'With arguments', argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => asked(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  )
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'With a resource', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) =>
      asked(embedded(resourceUri, 'text/plain', 'Embedded.'), text('Please process it.')),
  )
  server.registerPrompt('test_prompt_with_image', { description: 'With an image' }, () =>
    asked({ type: 'image', data: PIXEL, mimeType: 'image/png' }, text('Please look at it.')),
  )
}

function said(answer: string): CallToolResult {
  return { content: [text(answer)] }
}

function text(value: string): { type: 'text'; text: string } {
  return { type: 'text', text: value }
}

function embedded(uri: string, mimeType: string, value: string): ContentBlock {
  return { type: 'resource', resource: { uri, mimeType, text: value } }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 20)
  })
}
