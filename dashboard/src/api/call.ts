import { ApiError } from './api-error.ts'
import { csrfToken, forgetCsrfToken, knownCsrfToken } from './csrf.ts'
import { CONSOLE_ROUTES } from './wire/operations.gen.ts'
import type { ConsoleOperations } from './wire/operations.gen.ts'

export type OperationId = keyof ConsoleOperations

function routeOf(id: string): readonly [method: string, route: string] {
  const routes: Readonly<Record<string, readonly [string, string]>> = CONSOLE_ROUTES
  const found = routes[id]
  if (found === undefined) throw new Error(`there is no operation ${id}`)
  return found
}

/** A member that takes nothing may be left out. */
type Part<Name extends string, Value> =
  Value extends Record<string, never>
    ? object
    : object extends Value
      ? { readonly [Key in Name]?: Value }
      : { readonly [Key in Name]: Value }

/** What an operation takes: `{ path, query, body }`, without those that it has not. */
export type Input<Id extends OperationId> = Inputs[Id]

/** One by one: of any operation it is a choice of these, not of every combination of their parts. */
type Inputs = {
  readonly [Id in OperationId as Id]: Part<'path', ConsoleOperations[Id]['path']> &
    Part<'query', ConsoleOperations[Id]['query']> &
    Part<'body', ConsoleOperations[Id]['body']>
}

/** What it answers; a `Response` where that is no JSON (a file). */
export type Output<Id extends OperationId> = ConsoleOperations[Id]['response']

interface AnyInput {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** What the server wants to see: any fresh proof, or one of a second factor. */
export type WantedProof = 'stepUpRequired' | 'secondFactorRequired'
type StepUp = (wanted: WantedProof) => Promise<boolean>
let stepUp: StepUp | undefined

/** The shell hands in the dialog that asks for a fresh proof; it answers whether one was given. */
export function onStepUp(ask: StepUp | undefined): void {
  stepUp = ask
}

let signedOut: () => void = () => undefined

/** The shell hands in what happens when the session is over. */
export function onSignedOut(act: () => void): void {
  signedOut = act
}

/**
 * Calls an operation of the console.
 * @throws ApiError with the server's words; TypeError when it cannot be reached
 */
export async function call<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  options: { readonly signal?: AbortSignal; readonly staysHere?: boolean } = {},
): Promise<Output<Id>> {
  const response = await attempt(id, input as AnyInput, options)
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return (isJson ? await response.json() : response) as Output<Id>
}

/** Where an operation is, for a link that downloads. */
export function addressOf<Id extends OperationId>(id: Id, input: Input<Id>): string {
  const { path = {}, query = {} } = input as AnyInput
  const [, route] = routeOf(id)
  const place = route.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item))
  }
  return search.size === 0 ? place : `${place}?${search}`
}

async function attempt(
  id: OperationId,
  input: AnyInput,
  { signal, staysHere = false }: { readonly signal?: AbortSignal; readonly staysHere?: boolean },
): Promise<Response> {
  let proved = false
  let renewed = false
  for (;;) {
    // On pages for people who are not signed in, the server is not asked for a token that it has not.
    const needsToken = routeOf(id)[0] !== 'get'
    const token = !needsToken || (staysHere && !renewed) ? knownCsrfToken() : await csrfToken()
    const response = await send(id, input, token, signal)
    if (response.ok) return response
    const error = await errorOf(response)
    if (wantsProof(error.code) && !proved && stepUp !== undefined) {
      proved = true
      if (await stepUp(error.code)) continue
    }
    // The session was renewed in another tab: its token is asked for once more.
    if (error.code === 'csrfTokenWrong' && !renewed) {
      renewed = true
      forgetCsrfToken()
      continue
    }
    if (error.status === 401 && !staysHere) signedOut()
    throw error
  }
}

function wantsProof(code: string): code is WantedProof {
  return code === 'stepUpRequired' || code === 'secondFactorRequired'
}

async function send(
  id: OperationId,
  input: AnyInput,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const [method] = routeOf(id)
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  if (method !== 'get') {
    if (token !== undefined) headers['X-CSRF-Token'] = token
    if (input.body !== undefined) headers['Content-Type'] = 'application/json'
  }
  return fetch(addressOf(id, input as Input<typeof id>), {
    method: method.toUpperCase(),
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(method !== 'get' && input.body !== undefined ? { body: JSON.stringify(input.body) } : {}),
    ...(signal ? { signal } : {}),
  })
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as {
    readonly error?: string
    readonly code?: string
    readonly field?: string
  }
  const retry = response.headers.get('retry-after')
  return new ApiError(body.error ?? `${response.status} ${response.statusText}`, {
    status: response.status,
    code: body.code ?? response.headers.get('certman-error-code') ?? '',
    field: body.field,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: retry === null ? undefined : Number(retry),
  })
}
