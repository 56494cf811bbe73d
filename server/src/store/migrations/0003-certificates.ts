import type { Kysely } from 'kysely'
import { COLUMN_TYPES, createTable } from '../column-types.ts'
import type { Dialect } from '../connection.ts'

/** Certificates, from intent to revocation, and the keys that may not be certified again. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { text, integer, bytes, sequence } = COLUMN_TYPES[dialect]

  await createTable(db, dialect, 'certificates')
    .addColumn('seq', sequence, (column) => column.primaryKey())
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('authority_id', text, (column) => column.notNull().references('authorities.id'))
    .addColumn('subject_authority_id', text, (column) => column.references('authorities.id'))
    .addColumn('serial_number', text, (column) => column.notNull())
    .addColumn('mode', text)
    .addColumn('common_name', text, (column) => column.notNull())
    .addColumn('search_name', text, (column) => column.notNull())
    .addColumn('subject_has_common_name', integer, (column) => column.notNull())
    .addColumn('san_dns', text, (column) => column.notNull())
    .addColumn('san_ip', text, (column) => column.notNull())
    .addColumn('key_algorithm', text, (column) => column.notNull())
    .addColumn('key_hash', bytes, (column) => column.notNull())
    .addColumn('not_before', integer, (column) => column.notNull())
    .addColumn('not_after', integer, (column) => column.notNull())
    .addColumn('validity_days', integer, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('renewed_from_id', text)
    .addColumn('issued_at', integer)
    .addColumn('listed_at', integer)
    .addColumn('revoked_at', integer)
    .addColumn('revocation_reason', text)
    // RFC 5280 §4.1.2.2: issuer and serial number identify one certificate.
    .addUniqueConstraint('certificates_serial_number', ['authority_id', 'serial_number'])
    .execute()

  await createTable(db, dialect, 'certificate_bytes')
    .addColumn('seq', integer, (column) => column.primaryKey().references('certificates.seq'))
    .addColumn('bytes', bytes, (column) => column.notNull())
    .execute()

  await createTable(db, dialect, 'blocked_keys')
    .addColumn('workspace_id', text, (column) => column.notNull().references('workspaces.id'))
    .addColumn('key_hash', bytes, (column) => column.notNull())
    .addColumn('blocked_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('blocked_keys_key', ['workspace_id', 'key_hash'])
    .execute()
}
