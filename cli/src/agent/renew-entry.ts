import { createPublicKey } from 'node:crypto'
import { dirname } from 'node:path'
import {
  decodePem,
  equalBytes,
  isIpAddress,
  parseCertificate,
  serialNumberToHex,
  type Certificate,
} from '@certman/x509'
import { generateKey, requestFor } from '../own-key.ts'
import type { Entry } from './configuration.ts'
import { isForNames } from './due.ts'
import type { HookVariables, RunHook } from './hooks.ts'
import { filesOf, readStanding, type FreshPair } from './lineage.ts'
import { replaceTogether, type NewFile, type Replacement } from './replace-files.ts'

/** What the agent needs of the world. */
export interface AgentWorld {
  /** Milliseconds since 1970. */
  now(): number
  /** @returns PEM: the certificate, and its issuers up to the root */
  issue(entry: Entry, csrPem: string): Promise<IssuedPem>
  runHook: RunHook
  /** One line of what happens. */
  say(line: string): void
}

export interface IssuedPem {
  readonly certificate: string
  readonly chain: readonly string[]
}

export interface Outcome {
  readonly renewed: boolean
  /** When it is renewed next, milliseconds. */
  readonly dueAt: number
}

/** The files were put into place, the service did not take them, and the former ones are back. */
class DeployError extends Error {
  override readonly name = 'DeployError'
}

/**
 * Looks after one certificate:
 *  1 is it due · 2 pre hook · 3 a key of this machine and a request for it · 4 the certificate · 5 is it what was asked for ·
 *  6 all files together · 7 deploy hook and reload, or back to the former files · 8 post hook, whatever happened
 * @param force renew whether it is due or not
 * @throws whatever went wrong; the former files are in place then
 */
export async function renewEntry(
  entry: Entry,
  world: AgentWorld,
  force: boolean = false,
): Promise<Outcome> {
  const standing = await readStanding(entry)
  if (!force && standing.dueAt > world.now()) return { renewed: false, dueAt: standing.dueAt }
  world.say(`${entry.names[0]}: renewing, ${force ? 'as asked for' : standing.reason}`)

  await runIfGiven(entry.hooks.pre, baseVariables(entry, standing.certificate), world)
  let variables = baseVariables(entry, standing.certificate)
  try {
    const pair = await obtain(entry, world)
    const certificate = parseCertificate(pair.certificates[0]!)
    variables = baseVariables(entry, certificate)
    await deploy(entry, await filesOf(entry, pair), variables, world)
    const next = await readStanding(entry)
    world.say(
      `${entry.names[0]}: renewed, serial ${serialNumberToHex(certificate.serialNumber)}, ${next.reason}`,
    )
    return { renewed: true, dueAt: next.dueAt }
  } finally {
    await runIfGiven(entry.hooks.post, variables, world).catch((error: Error) => {
      world.say(`${entry.names[0]}: the post hook: ${error.message}`)
    })
  }
}

/** RFC 5280 Appendix A.1, ub-common-name. */
const MAX_COMMON_NAME = 64

async function obtain(entry: Entry, world: AgentWorld): Promise<FreshPair> {
  const privateKey = await generateKey(entry.keyAlgorithm)
  const csrPem = await requestFor(privateKey, {
    commonName: entry.names.find((name) => name.length <= MAX_COMMON_NAME),
    sanDns: entry.names.filter((name) => !isIpAddress(name)),
    sanIp: entry.names.filter(isIpAddress),
  })
  const { certificate, chain } = await world.issue(entry, csrPem)
  const certificates = [certificate, ...chain].flatMap((pem) =>
    decodePem(pem).map(({ der }) => der),
  )
  const leaf = parseCertificate(certificates[0] ?? new Uint8Array(0))
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  if (!equalBytes(leaf.publicKey.spki, new Uint8Array(spki))) {
    throw new Error('the server answered with a certificate for another key')
  }
  if (!isForNames(leaf, entry.names)) {
    throw new Error('the server answered with a certificate for other names')
  }
  return { privateKey, certificates }
}

async function deploy(
  entry: Entry,
  files: readonly NewFile[],
  variables: HookVariables,
  world: AgentWorld,
): Promise<void> {
  const replacement = await replaceTogether(files)
  try {
    await runDeployment(entry, variables, world)
  } catch (cause) {
    await rollBack(entry, replacement, variables, world)
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new DeployError(`${message}; the former files are back`, { cause })
  }
}

async function runDeployment(
  { hooks, reload }: Entry,
  variables: HookVariables,
  world: AgentWorld,
): Promise<void> {
  await runIfGiven(hooks.deploy, variables, world)
  await runIfGiven(reload && `systemctl reload ${reload}`, variables, world)
}

/** The service may have taken half of it: told again, it takes what is in the files now. */
async function rollBack(
  entry: Entry,
  replacement: Replacement,
  variables: HookVariables,
  world: AgentWorld,
): Promise<void> {
  await replacement.rollBack()
  if (!replacement.hadFormer) return
  const { certificate } = await readStanding(entry)
  const former = certificate === undefined ? variables : baseVariables(entry, certificate)
  await runDeployment(entry, former, world).catch((error: Error) => {
    world.say(`${entry.names[0]}: with the former files too: ${error.message}`)
  })
}

async function runIfGiven(
  command: string | undefined,
  variables: HookVariables,
  world: AgentWorld,
): Promise<void> {
  if (command !== undefined && command !== '') await world.runHook(command, variables)
}

/** Ours, and those that hooks written for certbot know. */
function baseVariables(entry: Entry, certificate: Certificate | undefined): HookVariables {
  const domains = entry.names.join(' ')
  return {
    CERTMAN_CERT: entry.outCert,
    CERTMAN_KEY: entry.outKey ?? entry.outCert,
    CERTMAN_CHAIN: entry.outChain ?? '',
    CERTMAN_DOMAINS: domains,
    CERTMAN_SERIAL: certificate === undefined ? '' : serialNumberToHex(certificate.serialNumber),
    RENEWED_LINEAGE: dirname(entry.outCert),
    RENEWED_DOMAINS: domains,
  }
}
