import type { Kysely } from 'kysely'
import type { Dialect } from '../connection.ts'
import * as people from './0001-people.ts'
import * as authorities from './0002-authorities.ts'
import * as certificates from './0003-certificates.ts'
import * as certificateLists from './0004-certificate-lists.ts'
import * as idempotency from './0005-idempotency.ts'
import * as apiKeys from './0006-api-keys.ts'
import * as audit from './0007-audit.ts'
import * as secrets from './0008-secrets.ts'
import * as rateBuckets from './0009-rate-buckets.ts'
import * as certificateSearch from './0010-certificate-search.ts'
import * as certificateCounts from './0011-certificate-counts.ts'
import * as revocationLists from './0012-revocation-lists.ts'
import * as responders from './0013-responders.ts'
import * as statusFeed from './0014-status-feed.ts'
import * as sessions from './0015-sessions.ts'
import * as workspaceSettings from './0016-workspace-settings.ts'
import * as auditIndex from './0017-audit-index.ts'
import * as certificateOrigins from './0018-certificate-origins.ts'
import * as jobs from './0019-jobs.ts'
import * as authorityRequests from './0020-authority-requests.ts'
import * as notifications from './0021-notifications.ts'
import * as apiKeyRotation from './0022-api-key-rotation.ts'
import * as oauth from './0023-oauth.ts'
import * as keyLinks from './0024-key-links.ts'
import * as sharedOctets from './0025-shared-octets.ts'
import * as auditChainOrder from './0026-audit-chain-order.ts'

export interface Migration {
  readonly name: string
  readonly up: (db: Kysely<unknown>, dialect: Dialect) => Promise<void>
}

/** In order; the number of a migration is its place, from 1. Released ones are never changed. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'people', up: people.up },
  { name: 'authorities', up: authorities.up },
  { name: 'certificates', up: certificates.up },
  { name: 'certificate-lists', up: certificateLists.up },
  { name: 'idempotency', up: idempotency.up },
  { name: 'api-keys', up: apiKeys.up },
  { name: 'audit', up: audit.up },
  { name: 'secrets', up: secrets.up },
  { name: 'rate-buckets', up: rateBuckets.up },
  { name: 'certificate-search', up: certificateSearch.up },
  { name: 'certificate-counts', up: certificateCounts.up },
  { name: 'revocation-lists', up: revocationLists.up },
  { name: 'responders', up: responders.up },
  { name: 'status-feed', up: statusFeed.up },
  { name: 'sessions', up: sessions.up },
  { name: 'workspace-settings', up: workspaceSettings.up },
  { name: 'audit-index', up: auditIndex.up },
  { name: 'certificate-origins', up: certificateOrigins.up },
  { name: 'jobs', up: jobs.up },
  { name: 'authority-requests', up: authorityRequests.up },
  { name: 'notifications', up: notifications.up },
  { name: 'api-key-rotation', up: apiKeyRotation.up },
  { name: 'oauth', up: oauth.up },
  { name: 'key-links', up: keyLinks.up },
  { name: 'shared-octets', up: sharedOctets.up },
  { name: 'audit-chain-order', up: auditChainOrder.up },
]
