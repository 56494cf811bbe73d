import type { TextTree } from '../tree.ts'

export const invitation = {
  title: 'Invitation',
  missing: 'This link is not complete: copy all of it, up to its end.',
  joins: 'Join {{workspace}}',
  by: '{{email}} invites you to the workspace “{{workspace}}” as {{role}}.',
  byOperator: 'You are invited to the workspace “{{workspace}}” as {{role}}.',
  for: 'For',
  ends: 'Ends',
  role: { owner: 'owner', admin: 'admin', member: 'member' },
  accept: 'Join',
  newHere: 'You are new here: next you choose how you sign in.',
  acceptAsNew: 'Join and choose how to sign in',
  signIn: 'Sign in to join',
  signInText: 'There is an account for this address. Sign in, and you come back here.',
  otherAddress:
    'You are signed in as {{email}}, and this invitation is for {{invited}}. Sign out first.',
  signOut: 'Sign out',
} satisfies TextTree
