import type { Engine } from '../engine.ts'
import type { Store } from '../store.ts'

/** Members, invitations and settings: the part of the seam that is about people. */
export function assembleMemberships(engine: Engine): Pick<Store, 'memberships' | 'invitations'> {
  return {
    memberships: {
      standing: (workspaceId) => engine.read('workspaceStanding', { workspaceId }),
      workspacesOf: (userId) => engine.read('workspacesOfUser', { userId }),
      counted: () => engine.scan('countedWorkspaces', undefined),
      people: (workspaceId) => engine.scan('listPeople', { workspaceId }),
      change: (change, audit) => engine.write('changeWorkspace', { change, audit }),
      archive: (id, at, audit) => engine.write('archiveWorkspace', { id, at, audit }),
      changeRole: (member, audit) => engine.write('changeRole', { member, audit }),
      users: () => engine.scan('listUsers', undefined),
      deactivate: (id, at, audit) => engine.write('deactivateUser', { id, at, audit }),
      reactivate: (id, audit) => engine.write('reactivateUser', { id, audit }),
      leave: (member, audit) => engine.write('leaveWorkspace', { member, audit }),
    },
    invitations: {
      open: (workspaceId) => engine.scan('openInvitations', { workspaceId }),
      get: (id) => engine.read('getInvitation', { id }),
      findByHash: (tokenHash) => engine.read('findInvitation', { tokenHash }),
      create: (invitation, audit) => engine.write('createInvitation', { invitation, audit }),
      renew: (renewed, audit) => engine.write('renewInvitation', { renewed, audit }),
      sent: (id, at) => engine.write('invitationSent', { id, at }),
      revoke: (id, at, audit) => engine.write('revokeInvitation', { id, at, audit }),
      accept: (accepted, audit) => engine.write('acceptInvitation', { accepted, audit }),
    },
  }
}
