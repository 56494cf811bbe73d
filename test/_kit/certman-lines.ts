import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certman } from './run-certman.ts'
import { runCommand, type Ran, type Typing } from './command-line.ts'
import { execute } from './execute.ts'
import { startIssuing, type Issuing } from './issuing.ts'
import type { Variables } from './pattern.ts'

/** Of the CA that asks for one. */
const PASSPHRASE = 'correct horse battery staple'

/** A real server whose second CA asks for a passphrase, and an API key for both of its CAs. */
export interface CertmanServer extends Issuing {
  readonly guardedId: string
  readonly bothKey: string
}

export async function startCertmanServer(): Promise<CertmanServer> {
  const server = await startIssuing()
  const variables = { CERTMAN_DATA_DIR: join(server.directory, 'data') }
  const operate = async (line: string, input?: string): Promise<string> => {
    const ran = await runCommand(line.split(' '), {
      variables,
      ...(input === undefined ? {} : { input }),
    })
    if (ran.code !== 0) throw new Error(`${line}: ${ran.talk}`)
    return ran.output
  }
  try {
    const made = await operate(
      'ca create --common-name Guarded --passphrase-file - --json',
      PASSPHRASE,
    )
    const guardedId = /"id": "([^"]+)"/.exec(made)?.[1] ?? ''
    const grants = `--ca ${server.issuingId} --ca ${guardedId}`
    const key = await operate(`api-key create --user owner@localhost --name cli ${grants}`)
    return { ...server, guardedId, bothKey: key.trim() }
  } catch (error) {
    await server[Symbol.asyncDispose]()
    throw error
  }
}

/** What a transcript of the command line knows from the start: test/cli/README.md. */
export function variablesOf(server: CertmanServer, directory: string): Variables {
  return new Map([
    ['url', server.url],
    ['host', server.url.replace('http://', '')],
    ['key', server.bothKey],
    ['ca', server.issuingId],
    ['guarded', server.guardedId],
    ['passphrase', PASSPHRASE],
    ['directory', directory],
  ])
}

/** A home of its own for one transcript. */
export async function newHome(): Promise<AsyncDisposable & { readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-cli-'))
  return {
    directory,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  }
}

/**
 * Runs one line of a transcript: `certman …` in this process; `cat FILE`, `cat > FILE` with what comes in; any other program
 * as it is installed. Variables may stand before it, as in a shell.
 */
export function runLineIn(
  home: string,
): (words: readonly string[], typing: Typing) => Promise<Ran> {
  return async (line, typing) => {
    const words = [...line]
    const variables: Record<string, string> = { ...typing.variables }
    for (let given = assignment(words[0]); given !== null; given = assignment(words[0])) {
      variables[given.name] = given.value
      words.shift()
    }
    const [program = '', ...rest] = words
    if (program === 'certman') return certman(rest, { ...typing, variables, home })
    if (program === 'cat') return cat(rest, typing.input ?? '')
    const { code, output } = await execute(program, rest, { directory: home })
    return { code, output, talk: '' }
  }
}

function assignment(word: string | undefined): { name: string; value: string } | null {
  const found = /^([A-Z_]+)=(.*)$/.exec(word ?? '')
  return found === null ? null : { name: found[1] ?? '', value: found[2] ?? '' }
}

function cat(words: readonly string[], input: string): Ran {
  const [first = '', second = ''] = words
  if (first === '>') writeFileSync(second, input)
  return { code: 0, output: first === '>' ? '' : readFileSync(first, 'utf8'), talk: '' }
}
