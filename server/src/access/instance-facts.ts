/** How the server is, as its operators want to know it. */
export interface InstanceHealth {
  readonly version: string
  readonly node: string
  readonly openssl: string
  readonly startedAt: number
  readonly database: {
    readonly kind: 'sqlite' | 'postgres'
    readonly schema: number
    /** How long it took to answer a write; null: it did not. */
    readonly milliseconds: number | null
    /** Of SQLite's file; null on PostgreSQL. */
    readonly bytes: number | null
  }
  /** Of the file system with the data directory; null where it cannot be told. */
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null
  readonly clock: {
    readonly now: number
    /** The clock stands before the newest thing that was written down: it was set back, or is wrong. */
    readonly isBehind: boolean
  }
  readonly publication: {
    /** Revocation lists that wait to be published; those of CAs with a passphrase wait for somebody who has it. */
    readonly listsDue: number
    /** CAs whose OCSP responder is missing or has to be replaced. */
    readonly respondersDue: number
  }
}

/** Ways to sign in, as the operator configured them. */
export interface SignOnWay {
  readonly kind: 'password' | 'passkey' | 'oidc' | 'github'
  readonly name: string
  readonly isConfigured: boolean
}

export interface BackupFile {
  readonly name: string
  readonly bytes: number
  readonly createdAt: number
}

/** Copies of the database beside it; there are none of PostgreSQL. */
export interface Backups {
  create(): Promise<BackupFile>
  /** Newest first. */
  list(): Promise<readonly BackupFile[]>
  /** @returns undefined when there is no such file */
  read(name: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>
  remove(name: string): Promise<boolean>
}

/** What this room is told of the machine by the composition root. */
export interface InstanceFacts {
  health(): Promise<InstanceHealth>
  readonly signOn: () => readonly SignOnWay[]
  /** undefined: PostgreSQL, which has tools of its own. */
  readonly backups: Backups | undefined
}
