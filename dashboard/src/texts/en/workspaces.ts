import type { TextTree } from '../tree.ts'

export const workspaces = {
  title: 'Workspaces',
  intro: 'Each has its own CAs, certificates, keys and people, sealed from the others.',
  none: 'You are in no workspace yet',
  noneText: 'Make one of your own, or ask somebody to invite you to theirs.',
  open: 'Open',
  create: 'Create a workspace',
  createText: 'You will own it. Others join when you invite them.',
  name: 'Name',
  nameHint: 'As people call it: “Home lab”, “Acme production”.',
  slug: 'Address',
  slugHint: 'Made from the name unless you choose one: a–z, 0–9 and hyphens.',
  createDo: 'Create workspace',
  role: { owner: 'Owner', admin: 'Admin', member: 'Member' },
  plan: { free: 'Free', pro: 'Pro' },
} satisfies TextTree
