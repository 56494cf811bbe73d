import {
  acceptedContent,
  inputRequired,
  inputResponse,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'

/** The states that the questions hand out. */
export const STATES: readonly string[] = ['state', 'multiple', 'round 1', 'round 2', 'sealed']

type Answer = CallToolResult | InputRequiredResult

/** Tools that ask the person or the model: each is called again with the answers. */
const QUESTIONS: Readonly<Record<string, (ask: ServerContext['mcpReq']) => Answer>> = {
  test_input_required_result_elicitation: ({ inputResponses }) => {
    const given = acceptedContent(inputResponses, 'user_name', NAMED)
    return given ? said(`Hello, ${given.name}!`) : asking({ user_name: whatName })
  },
  test_missing_capability: () => asking({ greeting: sample }),
  test_streaming_elicitation: ({ inputResponses }) =>
    has(inputResponses, 'user_name') ? said('asked') : asking({ user_name: whatName }),
  test_input_required_result_sampling: ({ inputResponses }) => {
    const given = inputResponse(inputResponses, 'capital')
    return given.kind === 'sampling' ? said('sampled') : asking({ capital: sample })
  },
  test_input_required_result_list_roots: ({ inputResponses }) => {
    const given = inputResponse(inputResponses, 'client_roots')
    return given.kind === 'roots'
      ? said(`${given.roots.length} roots`)
      : asking({ client_roots: inputRequired.listRoots() })
  },
  test_input_required_result_request_state: ({ inputResponses, requestState }) => {
    const given = inputResponse(inputResponses, 'confirm')
    return given.kind === 'elicit' && requestState() === 'state'
      ? said('state-ok')
      : asking({ confirm: whetherOk }, 'state')
  },
  test_input_required_result_multiple_inputs: ({ inputResponses }) => {
    const [name, greeting, roots] = ['user_name', 'greeting', 'client_roots'].map(
      (key) => inputResponse(inputResponses, key).kind,
    )
    if (name === 'elicit' && greeting === 'sampling' && roots === 'roots') return said('all three')
    const questions = {
      user_name: whatName,
      greeting: sample,
      client_roots: inputRequired.listRoots(),
    }
    return asking(questions, 'multiple')
  },
  test_input_required_result_multi_round: ({ inputResponses, requestState }) => {
    const state = requestState()
    if (state === 'round 2' && has(inputResponses, 'step2')) return said('both rounds')
    if (state === 'round 1' && has(inputResponses, 'step1'))
      return asking({ step2: whatName }, 'round 2')
    return asking({ step1: whatName }, 'round 1')
  },
  test_input_required_result_tampered_state: ({ inputResponses, requestState }) => {
    return requestState() === 'sealed' && has(inputResponses, 'confirm')
      ? said('sealed')
      : asking({ confirm: whetherOk }, 'sealed')
  },
  test_input_required_result_capabilities: ({ envelope }) => {
    const declared = JSON.stringify(envelope ?? {})
    if (declared.includes('"sampling"')) return asking({ greeting: sample })
    return declared.includes('"elicitation"') ? asking({ user_name: whatName }) : said('cannot ask')
  },
}

/** Tools and a prompt that ask the person or the model, in every revision's way. */
export function registerQuestions(server: McpServer): void {
  registerFormerQuestions(server)

  for (const [name, answer] of Object.entries(QUESTIONS)) {
    server.registerTool(name, { description: name }, ({ mcpReq }) => answer(mcpReq))
  }
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Asks before it answers' },
    ({ mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, 'user_context')
      if (given.kind !== 'elicit') return asking({ user_context: whatContext })
      return {
        messages: [
          { role: 'user', content: { type: 'text', text: JSON.stringify(given.content) } },
        ],
      }
    },
  )
}

type Schema = Parameters<typeof inputRequired.elicit>[0]['requestedSchema']

const OPTIONS = ['option1', 'option2', 'option3']
const TITLED = [
  { const: 'value1', title: 'First' },
  { const: 'value2', title: 'Second' },
]
const RANGE = { minItems: 1, maxItems: 2 }

/** Forms with defaults for each kind of field, and with lists to choose from. */
const FORMS: Readonly<Record<string, Schema>> = {
  test_elicitation_sep1034_defaults: {
    type: 'object',
    properties: {
      name: { type: 'string', default: 'John Doe' },
      age: { type: 'integer', default: 30 },
      score: { type: 'number', default: 95.5 },
      status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
      verified: { type: 'boolean', default: true },
    },
    required: [],
  },
  test_elicitation_sep1330_enums: {
    type: 'object',
    properties: {
      untitledSingle: { type: 'string', enum: OPTIONS },
      titledSingle: { type: 'string', oneOf: TITLED },
      legacyEnum: { type: 'string', enum: ['opt1', 'opt2'], enumNames: ['One', 'Two'] },
      untitledMulti: { type: 'array', ...RANGE, items: { type: 'string', enum: OPTIONS } },
      titledMulti: { type: 'array', ...RANGE, items: { anyOf: TITLED } },
    },
    required: [],
  },
}

/** Questions as revisions before 2026-07-28 ask them, within a session. */
function registerFormerQuestions(server: McpServer): void {
  for (const [name, requestedSchema] of Object.entries(FORMS)) {
    server.registerTool(name, { description: name }, ({ mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, 'form')
      if (given.kind === 'elicit') return said(`Elicitation completed: action=${given.action}`)
      return asking({ form: inputRequired.elicit({ message: name, requestedSchema }) })
    })
  }
  server.registerTool(
    'test_elicitation',
    { description: 'Asks the person', inputSchema: z.object({ message: z.string() }) },
    ({ message }, { mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, 'response')
      if (given.kind === 'elicit') return said(`User response: action=${given.action}`)
      return asking({ response: question(message, { response: { type: 'string' } }) })
    },
  )
  server.registerTool(
    'test_sampling',
    { description: 'Asks the model', inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, { mcpReq }) => {
      if (inputResponse(mcpReq.inputResponses, 'sample').kind === 'sampling') return said('sampled')
      const content = { type: 'text' as const, text: prompt }
      const messages = [{ role: 'user' as const, content }]
      return asking({ sample: inputRequired.createMessage({ messages, maxTokens: 100 }) })
    },
  )
}

const NAMED = z.object({ name: z.string() })

const whatName = question('What is your name?', { name: { type: 'string' } })
const whatContext = question('What context?', { context: { type: 'string' } })
const whetherOk = question('Please confirm', { ok: { type: 'boolean' } })
const sample = inputRequired.createMessage({
  messages: [{ role: 'user', content: { type: 'text', text: 'What is the capital of France?' } }],
  maxTokens: 100,
})

function question(
  message: string,
  properties: Record<string, { type: 'string' } | { type: 'boolean' }>,
) {
  const requestedSchema = { type: 'object' as const, properties, required: Object.keys(properties) }
  return inputRequired.elicit({ message, requestedSchema })
}

function asking(
  inputRequests: NonNullable<InputRequiredResult['inputRequests']>,
  requestState?: string,
): InputRequiredResult {
  return inputRequired({ inputRequests, ...(requestState === undefined ? {} : { requestState }) })
}

function has(responses: Readonly<Record<string, unknown>> | undefined, key: string): boolean {
  return inputResponse(responses, key).kind !== 'missing'
}

function said(answer: string): CallToolResult {
  return { content: [{ type: 'text', text: answer }] }
}
