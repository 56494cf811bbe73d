import {
  inputRequired,
  inputResponse,
  type InputRequiredResult,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { Problem } from '../../pki/problem.ts'
import type { Told, ToolCall } from './tool.ts'
import { timeText } from './wire.ts'

/** What every tool that changes something may answer beside what it did. */
export const outcome = {
  status: z
    .enum(['done', 'confirmationRequired', 'declined', 'dashboardRequired'])
    .describe(
      'done; confirmationRequired: nothing happened yet, see plan; declined: the person said no; dashboardRequired: a person must do it, see dashboardUrl',
    ),
  plan: z.string().optional().describe('What would happen, in words: show it to the person'),
  confirmationToken: z.string().optional().describe('Stands for exactly this plan, once'),
  confirmationExpiresAt: z.string().optional(),
  dashboardUrl: z.string().optional(),
}

export interface Outcome {
  status: 'done' | 'confirmationRequired' | 'declined' | 'dashboardRequired'
  plan?: string
  confirmationToken?: string
  confirmationExpiresAt?: string
  dashboardUrl?: string
}

type Confirmable = ToolCall<{ readonly confirmationToken?: string | undefined }>

/** Whether a token, or a person's answer, came with the call. */
export function isAnswered({ input, message }: Confirmable): boolean {
  if (input.confirmationToken !== undefined) return true
  return inputResponse(message.inputResponses, QUESTION).kind !== 'missing'
}

/**
 * First the plan, then the deed. A client that can ask the person is made to, within the protocol, so that the model has no
 * part in the answer; any other gets the plan and a token that stands for exactly this request.
 * @returns what to answer instead of acting; undefined when the person agreed
 */
export async function unlessConfirmed(
  call: Confirmable,
  toolName: string,
  plan: string,
): Promise<Told<Outcome> | InputRequiredResult | undefined> {
  const { principal, services, message } = call
  const { confirmations } = services.mcp
  const { confirmationToken, ...request } = call.input
  const told = canonicalForm('told', toolName, request)
  // What goes around with a question to the person is worth nothing as an argument of the model.
  const asked = canonicalForm('asked', toolName, request)
  if (confirmationToken !== undefined) {
    await confirmations.redeem(principal, told, plan, confirmationToken)
    return undefined
  }
  const answered = inputResponse(message.inputResponses, QUESTION)
  if (answered.kind === 'elicit') {
    if (answered.action !== 'accept' || answered.content?.['confirm'] !== true) return declined()
    await confirmations.redeem(principal, asked, plan, stateOf(message))
    return undefined
  }
  if (call.asksPeople) return question(plan, confirmations.mint(principal, asked, plan).token)
  const { token, expiresAt } = confirmations.mint(principal, told, plan)
  return {
    said: `Nothing has happened yet. ${plan} Show this to the person. If they agree, call ${toolName} again with the same arguments and confirmationToken "${token}" (until ${timeText(expiresAt)}, once).`,
    data: {
      status: 'confirmationRequired',
      plan,
      confirmationToken: token,
      confirmationExpiresAt: timeText(expiresAt),
    },
  }
}

const QUESTION = 'confirm'

function question(plan: string, token: string): InputRequiredResult {
  return inputRequired({
    inputRequests: {
      [QUESTION]: inputRequired.elicit({
        message: plan,
        requestedSchema: {
          type: 'object',
          properties: {
            confirm: {
              type: 'boolean',
              title: 'Yes, do this',
              description: 'Do what is described',
            },
          },
          required: ['confirm'],
        },
      }),
    },
    requestState: token,
  })
}

function declined(): Told<Outcome> {
  return {
    said: 'The person declined; nothing has happened. Do not try again unless they ask for it.',
    data: { status: 'declined' },
  }
}

function stateOf(message: Confirmable['message']): string {
  const state: unknown = message.requestState()
  if (typeof state === 'string') return state
  throw new Problem(
    'invalidRequest',
    'the answer of the person came without its question; ask again',
  )
}

/** Members in one order, so that the spelling of a request does not make another one of it. */
function canonicalForm(way: 'asked' | 'told', toolName: string, request: object): string {
  const members = Object.entries(request)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([way, toolName, members])
}

/** What is under a passphrase is for a person alone: no assistant is ever told one. */
export function dashboardRequired(what: string, dashboardUrl: string): Told<Outcome> {
  return {
    said: `${what} is protected by a passphrase, which assistants are never given. Do not ask for it: send the person to ${dashboardUrl} to do it there.`,
    data: { status: 'dashboardRequired', dashboardUrl },
  }
}
