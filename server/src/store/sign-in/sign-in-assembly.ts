import type { Engine } from '../engine.ts'
import type { SignInStore } from './sign-in-store.ts'

/** The part of the seam that is about who signs in, and with what. */
export function assembleSignIn(engine: Engine): SignInStore {
  return {
    account: (userId) => engine.read('getAccount', { userId }),
    accountByEmail: (email) => engine.read('findAccount', { email }),
    changeProfile: (userId, profile, audit) =>
      engine.write('changeProfile', { userId, profile, audit }),
    setOperator: (userId, isOperator, audit) =>
      engine.write('setOperator', { userId, isOperator, audit }),
    setup: (tokenHash, now) => engine.read('findSetup', { tokenHash, now }),
    redeem: (redemption, audit) => engine.write('redeemSetup', { redemption, audit }),
    setPassword: (change, audit) => engine.write('setPassword', { change, audit }),
    rehash: (userId, from, to) => engine.write('rehashPassword', { userId, from, to }),
    session: (tokenHash) => engine.read('findSession', { tokenHash }),
    enter: (userId, workspaceId) => engine.read('enterWorkspace', { userId, workspaceId }),
    beginSession: (session, audit) => engine.write('beginSession', { session, audit }),
    sessions: (userId, now) => engine.read('listSessions', { userId, now }),
    touch: (id, at, address) => engine.write('touchSession', { id, at, address }),
    prove: (id, proof, audit) => engine.write('proveSession', { id, proof, audit }),
    endSession: (userId, id, audit) => engine.write('endSession', { userId, id, audit }),
    endOtherSessions: (userId, keeps, audit) =>
      engine.write('endOtherSessions', { userId, keeps, audit }),
    passkeys: (userId) => engine.read('listPasskeys', { userId }),
    passkeyByCredential: (credentialId) => engine.read('findPasskey', { credentialId }),
    addPasskey: (passkey, sessionId, audit) =>
      engine.write('addPasskey', { passkey, sessionId, audit }),
    renamePasskey: (userId, id, name, audit) =>
      engine.write('renamePasskey', { userId, id, name, audit }),
    removePasskey: (userId, id, audit) => engine.write('removePasskey', { userId, id, audit }),
    usePasskey: (id, use) => engine.write('usePasskey', { id, use }),
    offerOneTimeCode: (userId, sealed) => engine.write('offerOneTimeCode', { userId, sealed }),
    confirmOneTimeCode: (confirmation, audit) =>
      engine.write('confirmOneTimeCode', { confirmation, audit }),
    useOneTimeCode: (userId, step) => engine.write('useOneTimeCode', { userId, step }),
    removeOneTimeCode: (userId, audit) => engine.write('removeOneTimeCode', { userId, audit }),
    replaceRecoveryCodes: (userId, hashes, audit) =>
      engine.write('replaceRecoveryCodes', { userId, hashes, audit }),
    useRecoveryCode: (userId, hash, audit) =>
      engine.write('useRecoveryCode', { userId, hash, audit }),
    identity: (issuer, subject) => engine.read('findIdentity', { issuer, subject }),
    identities: (userId) => engine.read('listIdentities', { userId }),
    linkIdentity: (identity, audit) => engine.write('linkIdentity', { identity, audit }),
    unlinkIdentity: (userId, provider, audit) =>
      engine.write('unlinkIdentity', { userId, provider, audit }),
    invitedTo: (email, now) => engine.read('invitedTo', { email, now }),
    keepCeremony: (ceremony) => engine.write('keepCeremony', { ceremony }),
    ceremony: (kind, idHash, now) => engine.read('findCeremony', { kind, idHash, now }),
    takeCeremony: (kind, idHash, now) => engine.write('takeCeremony', { kind, idHash, now }),
    prune: (now, idleSince) => engine.write('pruneSignIn', { now, idleSince }),
  }
}
