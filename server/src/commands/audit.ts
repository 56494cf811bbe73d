import type { Command } from 'commander'
import type { AuditVerification } from '../audit/verify.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { count } from './table.ts'

/** Between two lines of progress. */
const PROGRESS_MILLISECONDS = 2000

export function addAuditCommands(program: Command, console: Console): void {
  const audit = program.command('audit').description('the record of what was done, and by whom')

  audit
    .command('verify')
    .description(
      'check that no event was changed, removed or inserted; names the first broken row of each chain',
    )
    .action(() => verify(console))
}

async function verify(console: Console): Promise<void> {
  const [{ verifyAudit }, { auditKeys }] = await Promise.all([
    import('../audit/verify.ts'),
    import('../compose/audit-keys.ts'),
  ])
  const verification = await asOperator(console, async ({ instance }) =>
    verifyAudit(instance.store.auditLog, await auditKeys(instance), {
      onProgress: progressOn(console),
    }),
  )
  console.report({
    json: { verified: verification.broken.length === 0, ...verification },
    text: describe(verification),
    failed: verification.broken.length > 0,
  })
}

function progressOn(
  console: Console,
): (progress: { chain: string; position: number; length: number }) => void {
  let told = Date.now()
  return ({ chain, position, length }) => {
    if (Date.now() - told < PROGRESS_MILLISECONDS) return
    told = Date.now()
    console.say(`chain ${chain}: ${position} of ${length} events`)
  }
}

function describe({ chains, events, broken }: AuditVerification): string {
  if (broken.length === 0)
    return `the audit is whole: ${count(events, 'event')} in ${count(chains, 'chain')}`
  return [
    `the audit is broken in ${broken.length} of ${count(chains, 'chain')}; proven: ${count(events, 'event')}`,
    ...broken.map(({ chain, position, reason }) => `chain ${chain}, event ${position}: ${reason}`),
  ].join('\n')
}
