import { Command } from 'commander'
import { addApiKeyCommands } from './api-key.ts'
import { addAuditCommands } from './audit.ts'
import { addBackup } from './backup.ts'
import { addCaCommands } from './ca.ts'
import { addCertCommands } from './cert.ts'
import type { Console } from './console.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addMigrate } from './migrate.ts'
import { addRestore } from './restore.ts'
import { addRotateMasterKey } from './rotate-master-key.ts'
import { addStart } from './start.ts'
import { addUserCommands } from './user.ts'
import { VERSION } from './version.ts'
import { addWorkspaceCommands } from './workspace.ts'

const ABOUT = [
  'Runs a certificate authority, and does what only its operator may do.',
  'Commands work on the instance that the CERTMAN_* variables name (CERTMAN_DATA_DIR, by default ./data), whether its server runs or not, and take effect at once. Results go to standard output, everything else to standard error. No secret is taken as an argument.',
].join('\n\n')

/** The commands declare themselves here; what they need to run is loaded when they run, so that none waits for another. */
export function createProgram(console: Console): Command {
  const program = new Command('certman-server')
    .description(ABOUT)
    .version(VERSION)
    .option('--json', 'print the result as one JSON document')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => console.output.write(text),
      writeErr: (text) => console.talk.write(text),
      outputError: (text, write) => write(inOurForm(text)),
    })
    .showHelpAfterError(false)

  addStart(program, console)
  addMigrate(program, console)
  addDoctor(program, console)
  addBackup(program, console)
  addRestore(program, console)
  addRotateMasterKey(program, console)
  addWorkspaceCommands(program, console)
  addUserCommands(program, console)
  addCaCommands(program, console)
  addCertCommands(program, console)
  addApiKeyCommands(program, console)
  addAuditCommands(program, console)
  addDemo(program, console)
  return program
}

/** "error: unknown command 'x'\n(Did you mean y?)" as an `Error:` and a `hint:`. */
function inOurForm(text: string): string {
  return text
    .replace(/^error: /, 'Error: ')
    .replace(/\n\(Did you mean (.*)\?\)/, '\nhint: did you mean $1?')
}
