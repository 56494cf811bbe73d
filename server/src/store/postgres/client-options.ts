import type { ClientConfig, CustomTypesConfig } from 'pg'
import pg from 'pg'

const INT8 = 20
const BYTEA = 17

/** Our integers are milliseconds, counts and sequence numbers: all below 2^53. */
const OUR_TYPES: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [BYTEA]: (text) => new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex')),
}

const types: CustomTypesConfig = {
  getTypeParser: (oid, format) => OUR_TYPES[oid] ?? pg.types.getTypeParser(oid, format),
}

/** @param url a connection URI */
export function clientOptions(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'certman',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types,
  }
}
