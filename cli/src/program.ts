import { Command, Option } from 'commander'
import { addApi } from './commands/api.ts'
import { addCaChain } from './commands/ca-chain.ts'
import { addAgentCommands } from './commands/agent.ts'
import { addCaGet } from './commands/ca-get.ts'
import { addCaList } from './commands/ca-list.ts'
import { addCertDownload } from './commands/cert-download.ts'
import { addCertBulkIssue } from './commands/cert-bulk-issue.ts'
import { addCertBulkRevoke } from './commands/cert-bulk-revoke.ts'
import { addCertGet } from './commands/cert-get.ts'
import { addCertInspect } from './commands/cert-inspect.ts'
import { addCertIssue } from './commands/cert-issue.ts'
import { addCertList } from './commands/cert-list.ts'
import { addCertNeedsRenewal } from './commands/cert-needs-renewal.ts'
import { addCertRenew } from './commands/cert-renew.ts'
import { addCertRevoke } from './commands/cert-revoke.ts'
import { addCertSign } from './commands/cert-sign.ts'
import { addCertVerify } from './commands/cert-verify.ts'
import { addLocalConvert } from './commands/local-convert.ts'
import { addCompletion } from './commands/completion.ts'
import { addLocalCsr } from './commands/local-csr.ts'
import { addLocalFingerprint } from './commands/local-fingerprint.ts'
import { addLocalKeygen } from './commands/local-keygen.ts'
import { addLogin } from './commands/login.ts'
import { addLogout } from './commands/logout.ts'
import { addMcp } from './commands/mcp.ts'
import { addTrustCommands } from './commands/trust.ts'
import { addWhoami } from './commands/whoami.ts'
import type { Console } from './console.ts'
import { addExamples } from './examples.ts'
import { FORMATS } from './formats.ts'
import { VERSION } from './version.ts'

const ABOUT = [
  'Issues, renews and revokes certificates of your own certificate authorities.',
  'Results go to standard output, everything else to standard error. Nothing is asked and nothing is coloured without a terminal.',
].join('\n\n')

/** The commands declare themselves here; what only some of them need is loaded when they run, so that none waits for it. */
export function createProgram(console: Console): Command {
  const program = new Command('certman')
    .description(ABOUT)
    .version(VERSION)
    .option('--api-key <key>', 'instead of CERTMAN_API_KEY and ~/.certman/config.json')
    .option('--api-url <url>', 'instead of CERTMAN_API_URL and ~/.certman/config.json')
    .option('--json', 'print the result as JSON')
    .addOption(new Option('--output <format>', 'how the result is printed').choices(FORMATS))
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => console.output.write(text),
      writeErr: (text) => console.talk.write(text),
      outputError: (text, write) => write(inOurForm(text)),
    })
    .showHelpAfterError(false)
  addExamples(program, 'certman login', 'certman ca list', 'certman cert issue --help')

  addLogin(program, console)
  addLogout(program, console)
  addWhoami(program, console)

  const ca = program.command('ca').description('certificate authorities')
  addCaList(ca, console)
  addCaGet(ca, console)
  addCaChain(ca, console)

  const cert = program.command('cert').description('certificates')
  addCertList(cert, console)
  addCertGet(cert, console)
  addCertDownload(cert, console)
  addCertIssue(cert, console)
  addCertRenew(cert, console)
  addCertRevoke(cert, console)
  addCertSign(cert, console)
  addCertInspect(cert, console)
  addCertVerify(cert, console)
  addCertNeedsRenewal(cert, console)
  addCertBulkIssue(cert, console)
  addCertBulkRevoke(cert, console)

  const local = program
    .command('local')
    .description('keys and certificates on this machine, without any server')
  addLocalKeygen(local, console)
  addLocalCsr(local, console)
  addLocalFingerprint(local, console)
  addLocalConvert(local, console)

  addTrustCommands(program, console)
  addAgentCommands(program, console)

  addMcp(program, console)
  addApi(program, console)
  addCompletion(program, console)
  return program
}

/** "error: unknown command 'x'\n(Did you mean y?)" as an `Error:` and a `hint:`. */
function inOurForm(text: string): string {
  const told = text
    .replace(/^error: /, 'Error: ')
    .replace(/\n\(Did you mean (.*)\?\)/, '\nhint: did you mean $1?')
  return told.includes('\nhint: ')
    ? told
    : `${told.trimEnd()}\nhint: --help shows how it is called\n`
}
