import { Problem } from '../../pki/problem.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { ToolCall } from './tool.ts'

/**
 * The certificate for a plan in words. Whoever may revoke or renew but not read gets a plan that names its id alone.
 * @throws Problem `notFound` for one that does not exist or is out of reach
 */
export async function certificateOf(
  { services, act }: ToolCall<unknown>,
  id: Uuid,
): Promise<StoredCertificate | undefined> {
  try {
    return await services.ca.getCertificate(act, id)
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'forbidden') return undefined
    throw thrown
  }
}
