import type {
  CallToolResult,
  InputRequiredResult,
  McpServer,
  ServerContext,
} from '@modelcontextprotocol/server'
import type { input, output, ZodObject } from 'zod'
import { refuseUnstorableText } from '../../http/validate.ts'
import { Problem } from '../../pki/problem.ts'
import type { Permission } from '../../pki/permission.ts'
import { requestFailed, requestRefused } from '../../telemetry/events.ts'
import { callerIn, type Caller } from './caller.ts'
import type { McpServices } from './dependencies.ts'

/** One call of a tool, its arguments checked. */
export interface ToolCall<Input> extends Caller {
  readonly services: McpServices
  readonly input: Input
  /** The request as the protocol has it: what people answered to what they were asked. */
  readonly message: ServerContext['mcpReq']
}

/** What a tool answers: a sentence for people and models, and the same as data. */
export interface Told<Output> {
  readonly said: string
  readonly data: Output
}

export interface Tool<Input extends ZodObject = ZodObject, Output extends ZodObject = ZodObject> {
  readonly name: string
  readonly title: string
  readonly description: string
  /** On some CA, for the tool to be shown at all; null: everybody's. */
  readonly needs: Permission | null
  readonly input: Input
  readonly output: Output
  readonly annotations: {
    readonly readOnlyHint: boolean
    readonly destructiveHint?: boolean
    readonly idempotentHint?: boolean
    /** Whether it reaches beyond this server. None does. */
    readonly openWorldHint: false
  }
  readonly answer: (
    call: ToolCall<output<Input>>,
  ) => Promise<Told<input<Output>> | InputRequiredResult>
}

/** Keeps the schemas' types for `answer`. */
export function tool<Input extends ZodObject, Output extends ZodObject>(
  definition: Tool<Input, Output>,
): Tool {
  return definition
}

export const READS = { readOnlyHint: true, openWorldHint: false } as const

export function registerTool(
  server: McpServer,
  services: McpServices,
  { name, title, description, input: inputSchema, output: outputSchema, ...rest }: Tool,
): void {
  const { annotations } = rest
  server.registerTool(
    name,
    { title, description, inputSchema, outputSchema, annotations },
    async (given, { mcpReq, http }) => {
      const caller = callerIn(http)
      try {
        refuseUnstorableText(given)
        const call = { ...caller, services, input: given, message: mcpReq }
        const answer = await rest.answer(call)
        return isTold(answer) ? rendered(answer) : answer
      } catch (thrown) {
        return refused(services, thrown, caller.act.requestId ?? 'unknown')
      }
    },
  )
}

function isTold<Output>(answer: Told<Output> | InputRequiredResult): answer is Told<Output> {
  return typeof answer['said'] === 'string'
}

/** Clients that know no structuredContent find the same as text. */
function rendered({ said, data }: Told<Record<string, unknown>>): CallToolResult {
  return {
    content: [
      { type: 'text', text: said },
      { type: 'text', text: JSON.stringify(data) },
    ],
    structuredContent: data,
  }
}

/** What went wrong is the tool's answer, not the protocol's failure: the model can read it and do better. */
function refused({ telemetry }: McpServices, thrown: unknown, requestId: string): CallToolResult {
  const problem = thrown instanceof Problem && thrown.code !== 'internal' ? thrown : undefined
  if (problem === undefined)
    requestFailed(telemetry, { error: thrown, code: 'internal', requestId })
  else requestRefused(telemetry, { code: problem.code, message: problem.message, requestId })
  const text =
    problem?.message ??
    `something went wrong on the server; tell its operator the request id ${requestId}`
  return {
    isError: true,
    content: [{ type: 'text', text }],
    _meta: { 'certman/code': problem?.code ?? 'internal' },
  }
}
