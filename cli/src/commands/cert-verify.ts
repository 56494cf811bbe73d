import { InvalidArgumentError, type Command } from 'commander'
import type { Console } from '../console.ts'
import { addExamples } from '../examples.ts'
import { several } from '../options.ts'
import { plain, table } from '../table.ts'
import type { TrustOptions } from '../trust.ts'

interface VerifyOptions extends TrustOptions {
  readonly name?: string
  readonly at?: Date
  readonly revocation: boolean
}

export function addCertVerify(cert: Command, console: Console): void {
  const command = cert
    .command('verify')
    .description('Check path, dates, revocation list and OCSP; exit code 1 if one of them is bad')
    .argument('<subject>', 'a file, - for standard input, host:port, or an id')
    .option('--trust <file>', 'roots, and issuers below them; may be given several times', several)
    .option('--ca-id <id>', 'trust the root of this CA of the server')
    .option('--name <name>', 'that the certificate must stand for; a host:port is asked for itself')
    .option('--at <time>', 'instead of now, as in 2027-01-31T12:00:00Z', time)
    .option('--no-revocation', 'ask no list and no responder')
    .action((subject: string, options: VerifyOptions) => verify(console, subject, options))
  addExamples(
    command,
    'certman cert verify app.pem --trust root.pem',
    'certman cert verify app.internal:443 --ca-id 550e8400-e29b-41d4-a716-446655440000',
    'certman cert verify 660e8400-e29b-41d4-a716-446655440001 --json',
  )
}

async function verify(console: Console, named: string, options: VerifyOptions): Promise<void> {
  const [{ findSubject }, { findTrust }, { verifySubject }] = await Promise.all([
    import('../subject.ts'),
    import('../trust.ts'),
    import('../verify-subject.ts'),
  ])
  const subject = await findSubject(console, named)
  const trust = await findTrust(console, subject, options)
  const checks = await verifySubject(console, subject, trust, {
    at: options.at ?? new Date(console.now()),
    name: options.name ?? subject.host,
    revocation: options.revocation,
  })
  const isGood = checks.every(({ status }) => status !== 'fail')
  await console.report({
    json: { valid: isGood, checks },
    text: table(
      ['CHECK', 'STATUS', 'CERTIFICATE', 'DETAIL'],
      checks.map(({ check, status, subject, detail }) => [
        check,
        status,
        plain(subject),
        plain(detail),
      ]),
    ),
  })
  if (!isGood) console.exit(1)
}

function time(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('Give a time such as 2027-01-31T12:00:00Z.')
  return at
}
