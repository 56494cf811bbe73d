import type { Uuid } from '../../pki/identifier.ts'
import type { OAuthResource } from '../../store/programs/oauth-store.ts'

/** What can be known of a program that asks; all but the last two members are what it says of itself. */
export interface AskingClient {
  readonly id: string
  readonly name: string
  readonly uri: string | null
  /**
   * `registered`: it told the server about itself, nobody vouches; `document`: the host of its id vouches for it;
   * `confidential`: somebody made it on a workspace's page.
   */
  readonly kind: 'registered' | 'document' | 'confidential'
  /** Of a confidential client. */
  readonly workspaceId: Uuid | null
}

/** A request for a grant that waits for its user. */
export interface PendingRequest {
  readonly client: AskingClient
  readonly resource: OAuthResource
  /** Where the answer goes; null for a device, which asks for it. */
  readonly redirectUri: string | null
}

/** The requests that wait, as the authorization server knows them. */
export interface PendingRequests {
  /** @param id of the request in the browser's address */
  find(id: string): Promise<PendingRequest | undefined>
  /** @returns the address at which the browser goes on */
  accept(id: string, userId: Uuid, grantId: Uuid): Promise<string>
  refuse(id: string): Promise<string>
  /** @param userCode as the device shows it, in any spelling */
  findDevice(userCode: string): Promise<PendingRequest | undefined>
  acceptDevice(userCode: string, userId: Uuid, grantId: Uuid): Promise<void>
  refuseDevice(userCode: string): Promise<void>
}

export type { OAuthClient, OAuthGrant, OAuthResource } from '../../store/programs/oauth-store.ts'
