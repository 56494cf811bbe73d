import type { Certificate } from '@certman/x509'

/** A root that is to be trusted, under the names that stores know it by. */
export interface Anchor {
  readonly certificate: Certificate
  /** SHA-256 of the DER, upper-case hexadecimal with colons. */
  readonly fingerprint: string
  /** The same by SHA-1, without colons: macOS and Windows find certificates by it. */
  readonly sha1: string
  /** `certman-` and the beginning of the fingerprint: file name, nickname and alias. */
  readonly name: string
  readonly pem: string
}

export type StoreKind = 'system' | 'nss' | 'java'

/** One place where something of this machine looks for roots. Its methods throw a StoreError. */
export interface TrustStore {
  readonly kind: StoreKind
  /** Such as `Debian and Ubuntu`, or the directory of a browser's profile. */
  readonly title: string
  isTrusted(anchor: Anchor): Promise<boolean>
  install(anchor: Anchor): Promise<void>
  uninstall(anchor: Anchor): Promise<void>
}

/** A store that did not do what it was told, with what it said. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** The machine; tests have another. */
export interface TrustHost {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Stands before the absolute paths of the system; '' on a real one. */
  readonly root: string
  /** Runs a program to its end; one that is not installed ends with 127. */
  run(command: string, words: readonly string[]): Promise<{ code: number; output: string }>
}

/** @throws StoreError with the program's last words, when it fails */
export async function runOrThrow(
  host: TrustHost,
  command: string,
  words: readonly string[],
): Promise<string> {
  const { code, output } = await host.run(command, words)
  if (code === 0) return output
  if (code === NOT_INSTALLED) throw new StoreError(`${command} is not installed`)
  const said = output.trim().split('\n').at(-1) ?? ''
  throw new StoreError(`${command} ended with ${code}: ${said}`)
}

export const NOT_INSTALLED = 127
