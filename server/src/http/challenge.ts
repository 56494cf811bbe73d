import { Problem } from '../pki/problem.ts'
import { HttpRefusal } from './http-refusal.ts'

/**
 * Says with a 401 where to get what is missing (RFC 9728 §5.1): the metadata of the resource, which names its
 * authorization server. The one scope stands beside it (RFC 6750 §3): clients of MCP ask for what they read there.
 * @param authorization the header as it came: RFC 6750 §3 gives no error code where no credential was sent
 * @throws HttpRefusal in the place of a Problem `unauthenticated`; everything else as it comes
 */
export async function challenging<Value>(
  metadataUrl: string,
  authorization: string | undefined,
  authenticated: Promise<Value>,
): Promise<Value> {
  try {
    return await authenticated
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'unauthenticated') throw thrown
    const error = authorization === undefined ? '' : ', error="invalid_token"'
    throw new HttpRefusal(401, thrown.code, thrown.message, {
      'WWW-Authenticate': `Bearer realm="certman"${error}, scope="certman", resource_metadata="${metadataUrl}"`,
    })
  }
}
