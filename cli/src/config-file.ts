import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './output-file.ts'

/** `~/.certman/config.json`; members that this version does not know are kept. */
export interface ConfigFile {
  readonly apiKey?: string
  readonly apiUrl?: string
  /** Sign-ins without a key: for the API, and for what `certman mcp` passes on. */
  readonly grants?: Readonly<Partial<Record<GrantName, Grant>>>
}

export type GrantName = 'api' | 'mcp'

export interface Grant {
  /** The server that gave it, and that alone gets it. */
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly revocationEndpoint: string
  readonly clientId: string
  readonly accessToken: string
  readonly refreshToken: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** A file that is missing, unreadable or no JSON is an empty one: `login` writes it anew. */
export function readConfigFile(home: string): ConfigFile {
  try {
    const config: unknown = JSON.parse(readFileSync(pathOf(home), 'utf8'))
    if (typeof config !== 'object' || config === null || Array.isArray(config)) return {}
    return Object.fromEntries(
      Object.entries(config).filter(([name, value]) => {
        if (name === 'apiKey' || name === 'apiUrl') return typeof value === 'string'
        return name !== 'grants' || (typeof value === 'object' && value !== null)
      }),
    )
  } catch {
    return {}
  }
}

/** The directory is its owner's alone (0700), and so is the file (0600). */
export function writeConfigFile(home: string, config: ConfigFile): void {
  mkdirSync(join(home, '.certman'), { recursive: true, mode: 0o700 })
  writeAtomically(pathOf(home), `${JSON.stringify(config, null, 2)}\n`, { force: true })
}

const pathOf = (home: string): string => join(home, '.certman', 'config.json')
