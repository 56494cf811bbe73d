import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runCommand } from '../_kit/command-line.ts'
import { startIssuing } from '../_kit/issuing.ts'
import { startServer, type TestServer } from '../_kit/server.ts'
import { examineDatabase } from './examine-database.ts'
import { Ledger } from './ledger.ts'
import { runLoad, type Target } from './load.ts'
import { reconcile } from './reconcile.ts'

/** From the first request to the kill: from the middle of the first commits to a warm server. */
const MOST_MILLISECONDS = 600

export interface KillReport {
  readonly kills: number
  readonly certificates: number
  readonly revocations: number
  /** Requests that were on their way when the server died. */
  readonly unanswered: number
  readonly violations: readonly string[]
}

/**
 * Kills a server under load at random instants and starts it again on the same directory. After each kill the file must be
 * sound, everything that a client was answered must still be so, and a repeated request must give one certificate.
 */
export async function killAgainAndAgain(
  kills: number,
  tell: (line: string) => void = () => {},
): Promise<KillReport> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-kills-'))
  const database = join(directory, 'data', 'certman.db')
  const everything = new Ledger()
  const violations: string[] = []
  let unanswered = 0
  let server: TestServer | undefined
  try {
    const first = await startIssuing({ directory })
    server = first
    const { apiKey, issuingId } = first
    for (let kill = 1; kill <= kills; kill++) {
      const ledger = new Ledger()
      const load = runLoad(targetOf(server, apiKey, issuingId), ledger)
      const instant = Math.random() * MOST_MILLISECONDS
      await pause(instant)
      await server.kill()
      await load
      server = await startServer({ directory })
      const found = [
        ...unexpected(ledger),
        ...examineDatabase(database),
        ...(await reconcile(targetOf(server, apiKey, issuingId), ledger)),
      ]
      for (const violation of found) violations.push(`kill ${kill}: ${violation}`)
      unanswered += ledger.cut.length
      everything.add(ledger)
      tell(
        `kill ${kill} after ${instant.toFixed(0)} ms: ${ledger.issued.size} certificates, ${ledger.revoked.size} revocations answered, ${ledger.cut.length} requests cut, ${found.length} violations`,
      )
    }
    violations.push(...(await reconcile(targetOf(server, apiKey, issuingId), everything)))
    await server.stop()
    violations.push(...examineDatabase(database), ...(await verifyAudit(directory)))
  } finally {
    await server?.kill()
    await rm(directory, { recursive: true, force: true })
  }
  const { issued, revoked } = everything
  return { kills, certificates: issued.size, revocations: revoked.size, unanswered, violations }
}

function targetOf(server: TestServer, apiKey: string, issuingId: string): Target {
  return { port: Number(new URL(server.url).port), apiKey, issuingId }
}

/** What is being renewed may be revoked meanwhile by another client; nothing else is refused. */
function unexpected({ refusals }: Ledger): readonly string[] {
  return refusals
    .filter(({ status, body }) => status !== 400 || !/revoked/.test(body))
    .map(({ status, body }) => `refused under load: ${status} ${body}`)
}

export async function verifyAudit(directory: string): Promise<readonly string[]> {
  const variables = { CERTMAN_DATA_DIR: join(directory, 'data') }
  const { code, output, talk } = await runCommand(['audit', 'verify'], { variables })
  return code === 0 ? [] : [`the audit does not verify: ${output}${talk}`]
}

if (import.meta.main) {
  const report = await killAgainAndAgain(Number(process.argv[2] ?? 100), console.log)
  for (const violation of report.violations) console.error(violation)
  console.log(
    `${report.kills} kills: ${report.certificates} certificates and ${report.revocations} revocations were answered, ${report.unanswered} requests were on their way, ${report.violations.length} violations`,
  )
  process.exitCode = report.violations.length === 0 ? 0 : 1
}
