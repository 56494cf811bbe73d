import type { ToolName } from '../../_kit/tools.ts'

/** A chain as files, the way programs on a command line want it. All are PEM. */
export interface ChainFiles {
  /** A directory for whatever else a verifier writes; it is removed afterwards. */
  readonly directory: string
  readonly root: string
  /** One file each, from the issuer of the leaf upwards. */
  readonly intermediates: readonly string[]
  readonly leaf: string
  /** Leaf, then intermediates, in one file. */
  readonly path: string
  /** A DNS name or an IP address. */
  readonly hostname: string
}

/** Somebody else's judgement of RFC 5280 §6, for a TLS server at the present time. */
export interface Verifier {
  readonly name: string
  readonly tools: readonly ToolName[]
  /** Whether it also compares the host's name with the certificate (RFC 9525); two of the programs cannot. */
  readonly judgesNames: boolean
  /** Once, before the first chain: compiling a driver. */
  prepare?(directory: string): Promise<void>
  judge(chain: ChainFiles): Promise<Opinion>
}

export interface Opinion {
  readonly accepted: boolean
  /** What the program said. */
  readonly detail: string
}

/**
 * Reads a verdict from a program's own words, so that one which broke is neither a yes nor a no.
 * @throws Error when it said neither, or both
 */
export function readOpinion(output: string, yes: RegExp, no: RegExp): Opinion {
  const accepted = yes.test(output)
  if (accepted === no.test(output)) throw new Error(`no verdict in: ${output}`)
  return { accepted, detail: output.trim() }
}
