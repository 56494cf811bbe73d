import type { Engine } from '../engine.ts'
import type { OAuthStore } from './oauth-store.ts'

export function assembleOAuth(engine: Engine): OAuthStore {
  return {
    artifact: (kind, idHash) => engine.read('findOAuthArtifact', { kind, idHash }),
    artifactByUserCode: (userCodeHash) =>
      engine.read('findOAuthArtifactByUserCode', { userCodeHash }),
    keepArtifact: (artifact) => engine.write('keepOAuthArtifact', { artifact }),
    consumeArtifact: (kind, idHash, at) =>
      engine.write('consumeOAuthArtifact', { kind, idHash, at }),
    dropArtifact: (kind, idHash) => engine.write('dropOAuthArtifact', { kind, idHash }),
    client: (id) => engine.read('getOAuthClient', { id }),
    clients: (workspaceId) => engine.read('listOAuthClients', { workspaceId }),
    countRegistered: () => engine.scan('countRegisteredOAuthClients', undefined),
    createClient: (client, audit) => engine.write('createOAuthClient', { client, audit }),
    replaceSecret: (id, secretHash, audit) =>
      engine.write('replaceOAuthSecret', { id, secretHash, audit }),
    deleteClient: (id, at, audit) => engine.write('deleteOAuthClient', { id, at, audit }),
    access: (tokenHash) => engine.read('findOAuthAccess', { tokenHash }),
    grant: (id) => engine.read('getOAuthGrant', { id }),
    grants: (workspaceId, userId, now) =>
      engine.scan('listOAuthGrants', { workspaceId, userId, now }),
    createGrant: (grant, audit) => engine.write('createOAuthGrant', { grant, audit }),
    extendGrant: (id, expiresAt, client) =>
      engine.write('extendOAuthGrant', { id, expiresAt, client }),
    endGrant: (id, at, audit) => engine.write('endOAuthGrant', { id, at, audit }),
    touch: (uses) => engine.write('touchOAuthGrants', { uses }),
    prune: (now) => engine.write('pruneOAuth', { now }),
  }
}
