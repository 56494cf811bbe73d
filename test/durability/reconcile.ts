import { setTimeout as pause } from 'node:timers/promises'
import { encodeRequest, HttpConnection, type HttpAnswer } from '../_kit/http-connection.ts'
import type { Attempt, Ledger } from './ledger.ts'
import type { Target } from './load.ts'

const CONNECTIONS = 4

/**
 * Holds a running server to a ledger.
 * @param patience milliseconds for which an Idempotency-Key may still be held by a request that failed
 * @returns one sentence for each thing that the server does not keep to
 */
export async function reconcile(
  target: Target,
  ledger: Ledger,
  patience = 0,
): Promise<readonly string[]> {
  const violations = [...ledger.violations]
  const checks: (() => Promise<string | undefined>)[] = []
  const ask = await openConnections(target)
  for (const [id, pem] of ledger.issued) {
    checks.push(async () => {
      const answer = await ask({ method: 'GET', path: `/v1/certificates/${id}` })
      return compareCertificate(id, pem, ledger, answer)
    })
  }
  for (const attempt of ledger.attempts) checks.push(() => repeat(ask, attempt, patience))
  await inTurn(checks, (violation) => violations.push(violation))
  ask.close()
  return violations
}

function compareCertificate(
  id: string,
  pem: string,
  ledger: Ledger,
  { status, body }: HttpAnswer,
): string | undefined {
  if (status !== 200) return `certificate ${id} was answered and is not known: ${status} ${body}`
  const { certificate }: CertificateAnswer = JSON.parse(body)
  if (certificate.certificate_pem !== pem) return `certificate ${id} has other bytes than answered`
  const revoked = ledger.revoked.get(id)
  if (revoked === undefined) return undefined
  const { revoked_at: revokedAt, revocation_reason: reason } = certificate
  if (revokedAt === revoked.revokedAt && reason === revoked.reason) return undefined
  return `certificate ${id} was revoked at ${revoked.revokedAt} (${revoked.reason}) and is ${revokedAt} (${reason})`
}

/** The same request under the same key gives the same certificate, whatever became of the first one. */
async function repeat(ask: Ask, attempt: Attempt, patience: number): Promise<string | undefined> {
  const request = { method: 'POST', ...attempt } as const
  const giveUp = Date.now() + patience
  let first = await ask(request)
  while (first.status === 409 && Date.now() < giveUp) {
    await pause(500)
    first = await ask(request)
  }
  const name = `the request under key ${attempt.idempotencyKey}`
  if (first.status !== 200) return `${name} cannot be repeated: ${first.status} ${first.body}`
  if (attempt.answer !== undefined && attempt.answer !== first.body) {
    return `${name} was answered otherwise before`
  }
  const second = await ask(request)
  if (second.body !== first.body) return `${name} was answered twice differently`
  if (!/^idempotency-replayed: true$/im.test(second.head)) return `${name} was not replayed`
  if (attempt.commonName === null) return undefined
  const list = await ask({ method: 'GET', path: `/v1/certificates?search=${attempt.commonName}` })
  const { total }: { total: number } = JSON.parse(list.body)
  return total === 1 ? undefined : `${name} made ${total} certificates`
}

type Request = Omit<Parameters<typeof encodeRequest>[0], 'apiKey'>

interface Ask {
  (request: Request): Promise<HttpAnswer>
  close(): void
}

async function openConnections(target: Target): Promise<Ask> {
  const free: HttpConnection[] = []
  const all: HttpConnection[] = []
  const ask = async (request: Request): Promise<HttpAnswer> => {
    const connection = free.pop() ?? (await HttpConnection.open(target.port))
    if (!all.includes(connection)) all.push(connection)
    const answer = await connection.request(encodeRequest({ ...request, apiKey: target.apiKey }))
    free.push(connection)
    return answer
  }
  const close = (): void => {
    for (const connection of all) connection.close()
  }
  return Object.assign(ask, { close })
}

async function inTurn(
  checks: readonly (() => Promise<string | undefined>)[],
  report: (violation: string) => void,
): Promise<void> {
  let next = 0
  const work = async (): Promise<void> => {
    for (let check = checks[next++]; check; check = checks[next++]) {
      const violation = await check()
      if (violation !== undefined) report(violation)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
}

interface CertificateAnswer {
  readonly certificate: {
    readonly certificate_pem: string
    readonly revoked_at: string | null
    readonly revocation_reason: string | null
  }
}
