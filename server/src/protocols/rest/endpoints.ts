import { getAuthority, getChain, listAuthorities } from './authorities.ts'
import { getCertificate, listCertificates } from './certificates.ts'
import { issue } from './issue.ts'
import { renew } from './renew.ts'
import { revoke } from './revoke.ts'
import { whoami } from './whoami.ts'
import type { Endpoint } from './endpoint.ts'

/** Every operation of the contract: what is served, and what the OpenAPI document describes. */
export const ENDPOINTS: readonly Endpoint[] = [
  whoami,
  listAuthorities,
  getAuthority,
  getChain,
  listCertificates,
  issue,
  getCertificate,
  revoke,
  renew,
]
