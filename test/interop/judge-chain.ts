import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireTool } from '../_kit/tools.ts'
import { botan } from './verifiers/botan.ts'
import { erlang } from './verifiers/erlang.ts'
import { gnutls } from './verifiers/gnutls.ts'
import { go } from './verifiers/go.ts'
import { java } from './verifiers/java.ts'
import { nss } from './verifiers/nss.ts'
import { openssl } from './verifiers/openssl.ts'
import type { Opinion, Verifier } from './verifiers/verifier.ts'

/** Certificates as PEM; `intermediates` from the issuer of the leaf upwards. */
export interface Chain {
  readonly root: string
  readonly intermediates: readonly string[]
  readonly leaf: string
  /** The host that is connected to: a DNS name or an IP address. */
  readonly hostname: string
}

export interface Verdict extends Opinion {
  readonly verifier: string
  readonly judgesNames: boolean
}

const VERIFIERS: readonly Verifier[] = [openssl, gnutls, nss, go, java, erlang, botan]

/** The verifiers whose programs are on this machine; each that is not is named. */
export function verifiersHere(): readonly Verifier[] {
  return VERIFIERS.filter((verifier) => verifier.tools.every((tool) => requireTool(tool) !== null))
}

/** A bench of verifiers, ready to judge: their drivers are compiled once. */
export interface Bench extends AsyncDisposable {
  readonly verifiers: readonly Verifier[]
  judgeChain(chain: Chain): Promise<Verdict[]>
}

export async function openBench(verifiers: readonly Verifier[]): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-verifiers-'))
  await Promise.all(verifiers.map(async (verifier) => verifier.prepare?.(directory)))
  let count = 0
  return {
    verifiers,
    async judgeChain(chain) {
      const files = await writeChain(join(directory, String(count++)), chain)
      return Promise.all(
        verifiers.map(async (verifier) => ({
          verifier: verifier.name,
          judgesNames: verifier.judgesNames,
          ...(await verifier.judge(files)),
        })),
      )
    },
    async [Symbol.asyncDispose]() {
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function writeChain(
  directory: string,
  chain: Chain,
): Promise<Parameters<Verifier['judge']>[0]> {
  await mkdir(directory)
  const write = async (name: string, ...certificates: readonly string[]): Promise<string> => {
    const path = join(directory, name)
    await writeFile(path, certificates.map((pem) => `${pem.trimEnd()}\n`).join(''))
    return path
  }
  return {
    directory,
    root: await write('root.pem', chain.root),
    intermediates: await Promise.all(
      chain.intermediates.map((pem, index) => write(`intermediate-${index}.pem`, pem)),
    ),
    leaf: await write('leaf.pem', chain.leaf),
    path: await write('path.pem', chain.leaf, ...chain.intermediates),
    hostname: chain.hostname,
  }
}
