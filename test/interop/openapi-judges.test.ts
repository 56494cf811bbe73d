import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { firstVariables, readConversations } from '../_kit/conversations.ts'
import { execute } from '../_kit/execute.ts'
import { startIssuing } from '../_kit/issuing.ts'
import { startValidatingProxy } from '../_kit/prism.ts'
import { requireTool } from '../_kit/tools.ts'
import { holdConversation } from '../_kit/transcripts.ts'
import type { Exchange } from '../_kit/transcripts.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const DOCUMENT = join(ROOT, 'api', 'openapi.json')

const redocly = requireTool('redocly')
const spectral = requireTool('spectral')
const prism = requireTool('prism')
const schemathesis = requireTool('schemathesis')

describe('the OpenAPI document', () => {
  test.skipIf(redocly === null)('has no error for Redocly', async () => {
    const environment = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const { code, output } = await execute(process.execPath, [redocly ?? '', 'lint', DOCUMENT], {
      environment,
    })
    expect(output).toContain('Your API description is valid')
    expect(code, output).toBe(0)
  })

  test.skipIf(spectral === null)('has no error for Spectral', async () => {
    const ruleset = join(ROOT, 'test', 'judges', 'spectral.yaml')
    const args = [
      spectral ?? '',
      'lint',
      DOCUMENT,
      '--ruleset',
      ruleset,
      '--fail-severity',
      'error',
    ]
    const { code, output } = await execute(process.execPath, args)
    expect(code, output).toBe(0)
  })
})

describe('the answers of a running server', () => {
  const conversations = readConversations()

  test.skipIf(prism === null).each(conversations)(
    'are those that the document describes, in $name',
    async ({ name, text }) => {
      await using server = await startIssuing()
      await using proxy = await startValidatingProxy(prism ?? '', DOCUMENT, server.url)
      const documented = readOperations()
      let judged = 0
      await holdConversation(
        name,
        text,
        (exchange) => {
          if (!documented(exchange)) return server.url
          judged++
          return proxy.url
        },
        await firstVariables(server.apiKey),
      )
      expect(judged).toBeGreaterThan(0)
    },
  )

  test.skipIf(schemathesis === null)(
    'are those that the document describes, whatever Schemathesis asks',
    { timeout: 300_000 },
    async () => {
      await using server = await startIssuing()
      const args = [
        'run',
        `${server.url}/v1/openapi`,
        `--header=Authorization: Bearer ${server.apiKey}`,
        `--checks=${SCHEMATHESIS_CHECKS.join(',')}`,
        '--max-examples=25',
        '--seed=5280',
        '--suppress-health-check=all',
      ]
      const { directory } = server
      const { code, output } = await execute(schemathesis ?? '', args, { directory })
      const [, selected, all] = /Selected: (\d+)\/(\d+)/.exec(output) ?? []
      expect(selected, output).toBe(all)
      expect(Number(/(\d+) passed/.exec(output)?.[1])).toBeGreaterThan(0)
      expect(code, output).toBe(0)
    },
  )
})

/** Every answer is documented, and none is a failure of ours. */
const SCHEMATHESIS_CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'ignored_auth',
]

/** Whether Prism can judge the answer to a question: only of an operation that the document has. */
function readOperations(): (exchange: Exchange) => boolean {
  const { paths }: { paths: Record<string, Record<string, unknown>> } = JSON.parse(
    readFileSync(DOCUMENT, 'utf8'),
  )
  const operations = Object.entries(paths).map(([template, item]) => ({
    pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    methods: Object.keys(item).map((method) => method.toUpperCase()),
  }))
  return ({ method, path, headers, body }) => {
    // Without a bearer credential Prism answers 401 itself; on broken JSON it waits for ever.
    if (!headers.some(([, value]) => value.startsWith('Bearer '))) return false
    if (body.startsWith('{') && !isJson(body)) return false
    const route = path.replace(/\?.*/, '')
    return operations.some(
      ({ pattern, methods }) => pattern.test(route) && methods.includes(method),
    )
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
