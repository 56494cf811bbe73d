import type { Command } from 'commander'
import type { Console } from './console.ts'
import type { Finding } from './finding.ts'
import { readSettings } from './operator.ts'

export function addDoctor(program: Command, console: Console): void {
  program
    .command('doctor')
    .description(
      'look for what is wrong or soon will be, and say how to mend it; exit code 1 when something fails',
    )
    .action(() => doctor(console))
}

async function doctor(console: Console): Promise<void> {
  const settings = await readSettings(console)
  const [{ checkDirectory }, { checkInstance }, { checkAddresses }] = await Promise.all([
    import('./doctor-directory.ts'),
    import('./doctor-instance.ts'),
    import('./doctor-addresses.ts'),
  ])
  const findings = [
    ...checkDirectory(settings),
    ...(await checkInstance(console, settings)),
    ...checkAddresses(settings, Date.now()),
  ]
  const failed = findings.some(({ status }) => status === 'fail')
  console.report({
    json: { healthy: !failed, findings },
    text: findings.map(renderFinding).join('\n'),
    failed,
  })
}

function renderFinding({ check, status, message, fix }: Finding): string {
  const line = `${status.padEnd(4)}  ${check.padEnd(12)}  ${message}`
  return fix === null ? line : `${line}\n${' '.repeat(20)}→ ${fix}`
}
