import type { Uuid } from '../../pki/identifier.ts'
import type { CaDependencies } from '../dependencies.ts'

/**
 * Returns when no instance can answer the old status any more: this one has forgotten it, and every other one has said so or
 * lost its lease.
 */
export async function announceRevocation(
  {
    ocspMemory,
    store,
    instanceName,
  }: Pick<CaDependencies, 'ocspMemory' | 'store' | 'instanceName'>,
  certificate: { readonly authorityId: Uuid; readonly serialNumber: string },
): Promise<void> {
  ocspMemory.forget(certificate)
  await store.statuses.settled(instanceName)
}
