import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { visiblePath } from '../authorities/manage-authority.ts'

/** What a relying party found at an address. */
export interface CheckFinding {
  readonly kind: 'list' | 'ocsp'
  readonly url: string
  readonly shard: number
  /** Of the list, or of the certificate of the OCSP responder; null: nothing that could be believed. */
  readonly from: number | null
  readonly to: number | null
  /** null: as it should be. `aging` is a warning, everything else a failure. */
  readonly fault: { readonly kind: string; readonly detail: string } | null
}

export interface Checked {
  readonly at: number
  readonly findings: readonly CheckFinding[]
}

/** Fetches what a CA publishes over the network, as a relying party does, and judges it; believes no database. */
export type Observe = (authority: CertificateAuthority) => Promise<readonly CheckFinding[]>

export async function checkPublication(
  deps: Pick<CaDependencies, 'store' | 'clock'>,
  observe: Observe,
  act: Act,
  id: Uuid,
): Promise<Checked> {
  const [authority] = await visiblePath(deps, act, id)
  const findings = await observe(authority)
  return { at: deps.clock.now(), findings }
}
