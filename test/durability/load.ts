import { randomUUID } from 'node:crypto'
import {
  AnswerCut,
  ConnectionRefused,
  encodeRequest,
  HttpConnection,
  type HttpAnswer,
} from '../_kit/http-connection.ts'
import { makeOwnRequest } from '../_kit/own-request.ts'
import type { Attempt, Ledger } from './ledger.ts'

/** Where the clients go, and as whom. */
export interface Target {
  readonly port: number
  readonly apiKey: string
  readonly issuingId: string
}

/** How many clients do each thing, each over a connection of its own and without a pause. */
export interface Mix {
  readonly requested: number
  readonly managed: number
  readonly renewed: number
  readonly revoked: number
}

const MIX: Mix = { requested: 8, managed: 4, renewed: 2, revoked: 2 }

type Step = (client: Client) => Promise<void>

interface Client {
  readonly target: Target
  readonly ledger: Ledger
  readonly send: (
    request: Omit<Parameters<typeof encodeRequest>[0], 'apiKey'>,
  ) => Promise<HttpAnswer>
}

const REASONS = ['keyCompromise', 'superseded', 'cessationOfOperation', 'privilegeWithdrawn']

/**
 * Clients that issue from requests and managed, renew and revoke until the server goes away from one of them or `signal` is aborted, and
 * write down what they were answered. A client that is refused by an answer goes on.
 */
export async function runLoad(
  target: Target,
  ledger: Ledger,
  options: { readonly mix?: Mix; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { mix = MIX } = options
  const gone = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, gone.signal]) : gone.signal
  const steps: Step[] = [
    ...Array.from({ length: mix.requested }, () => requestOne),
    ...Array.from({ length: mix.managed }, () => issueManaged),
    ...Array.from({ length: mix.renewed }, () => renewOne),
    ...Array.from({ length: mix.revoked }, () => revokeOne),
  ]
  await Promise.all(
    steps.map((step) => drive(target, ledger, step, signal).finally(() => gone.abort())),
  )
}

async function drive(
  target: Target,
  ledger: Ledger,
  step: Step,
  signal: AbortSignal,
): Promise<void> {
  let connection: HttpConnection | undefined
  const send: Client['send'] = async (request) => {
    if (!connection?.isOpen) {
      connection?.close()
      connection = await HttpConnection.open(target.port)
    }
    const answer = await connection.request(encodeRequest({ ...request, apiKey: target.apiKey }))
    const { status, body } = answer
    if (status !== 200) ledger.refusals.push({ status, body })
    return answer
  }
  try {
    while (!signal.aborted) await step({ target, ledger, send })
  } catch (error) {
    // The server is gone: that is what most of these tests do to it.
    if (error instanceof AnswerCut) ledger.cut.push(error.message)
    else if (!(error instanceof ConnectionRefused)) throw error
  } finally {
    connection?.close()
  }
}

/** An attempt with a key of its own, in the ledger before it is sent. */
function newAttempt(ledger: Ledger, path: string, body: object): Attempt {
  const commonName = `c${randomUUID().slice(0, 13)}.crash.example`
  const attempt: Attempt = {
    path,
    idempotencyKey: randomUUID(),
    body: { ...body, csrPem: makeOwnRequest(commonName) },
    commonName,
  }
  ledger.attempts.push(attempt)
  return attempt
}

async function requestOne({ target, ledger, send }: Client): Promise<void> {
  const body = { caId: target.issuingId, mode: 'csr' }
  const attempt = newAttempt(ledger, '/v1/certificates', body)
  const { status, body: answer } = await send({ method: 'POST', ...attempt })
  if (status !== 200) return
  attempt.answer = answer
  ledger.recordIssued(answer)
}

async function issueManaged({ target, ledger, send }: Client): Promise<void> {
  const body = { caId: target.issuingId, commonName: 'managed.crash.example' }
  const answer = await send({ method: 'POST', path: '/v1/certificates', body })
  if (answer.status === 200) ledger.recordIssued(answer.body)
}

/** An original of its own, since a renewed certificate has the name of the first and would be counted with it. */
async function renewOne({ target, ledger, send }: Client): Promise<void> {
  const csrPem = makeOwnRequest('renewed.crash.example')
  const body = { caId: target.issuingId, mode: 'csr', csrPem }
  const original = await send({ method: 'POST', path: '/v1/certificates', body })
  if (original.status !== 200) return
  const attempt: Attempt = {
    path: `/v1/certificates/${ledger.recordIssued(original.body)}/renew`,
    idempotencyKey: randomUUID(),
    body: { csrPem },
    commonName: null,
  }
  const { status, body: answer } = await send({ method: 'POST', ...attempt })
  // The original may have been revoked meanwhile by another client: then a repetition is refused as well.
  if (status !== 200) return
  ledger.attempts.push({ ...attempt, answer })
  ledger.recordIssued(answer)
}

async function revokeOne({ ledger, send }: Client): Promise<void> {
  // Each by one client: an unanswered keyCompromise may replace the reason that another client was answered.
  const id = pick([...ledger.issued.keys()].filter((id) => !ledger.toRevoke.has(id)))
  const reason = pick(REASONS)
  if (id === undefined || reason === undefined) return pause()
  ledger.toRevoke.add(id)
  const path = `/v1/certificates/${id}/revoke`
  const { status, body } = await send({ method: 'POST', path, body: { reason } })
  if (status === 200) ledger.recordRevoked(body)
}

function pick<Value>(values: readonly Value[]): Value | undefined {
  return values[Math.floor(Math.random() * values.length)]
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
}
