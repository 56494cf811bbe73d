import { InvalidArgumentError, type Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { MissingSubject } from '../missing-subject.ts'

const NOT_DUE = 1
const MISSING = 2
/** Any other failure: a script must not take it for "not due". */
const FAILED = 255

/** When a certificate is to be renewed: after a part of its life, or so long before its end. */
type Due = { readonly part: number } | { readonly milliseconds: number }

const UNITS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

export function addCertNeedsRenewal(cert: Command, console: Console): void {
  const command = cert
    .command('needs-renewal')
    .description(
      'Say whether a certificate is due for renewal: exit code 0 if it is, 1 if it is not, 2 if there is none, 255 if that cannot be known',
    )
    .argument('<subject>', 'a file, - for standard input, host:port, or an id')
    .option('--expires-in <time>', 'due at 66% of its life, or 30d, 8h, 2w before its end', due)
    .exitOverride((error) => {
      if (error.exitCode !== 0) console.exit(FAILED)
      throw error
    })
    .action((subject: string, { expiresIn = { part: 2 / 3 } }: { readonly expiresIn?: Due }) =>
      needsRenewal(console, subject, expiresIn),
    )
  addExamples(
    command,
    'certman cert needs-renewal app.pem && certman cert renew 660e8400-e29b-41d4-a716-446655440001 --out-cert app.pem --out-key app.key --force',
    'certman cert needs-renewal app.internal:443 --expires-in 14d',
  )
}

async function needsRenewal(console: Console, named: string, limit: Due): Promise<void> {
  console.exit(FAILED)
  const { findSubject } = await import('../subject.ts')
  const { certificates } = await findSubject(console, named).catch((error: unknown) => {
    if (error instanceof MissingSubject) console.exit(MISSING)
    throw error
  })
  const { notBefore, notAfter } = certificates[0]
  const start = notBefore.getTime()
  const end = notAfter.getTime()
  const at = 'part' in limit ? start + (end - start) * limit.part : end - limit.milliseconds
  const isDue = console.now() >= at
  console.exit(isDue ? 0 : NOT_DUE)
  const since = new Date(at).toISOString()
  await console.report({
    json: { needs_renewal: isDue, due_at: since, valid_to: notAfter.toISOString() },
    text: `${isDue ? 'due since' : 'not due before'} ${since}; valid to ${notAfter.toISOString()}`,
  })
}

function due(text: string): Due {
  const percent = /^(\d{1,2}(?:\.\d+)?)%$/.exec(text)
  if (percent) return { part: Number(percent[1]) / 100 }
  const time = /^(\d{1,6})([hdw])$/.exec(text)
  if (!time) throw new InvalidArgumentError('Give a percentage such as 66%, or a time such as 30d.')
  // The pattern allows no other unit.
  return { milliseconds: Number(time[1]) * UNITS[time[2] as keyof typeof UNITS] }
}
