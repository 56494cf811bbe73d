import type { TextTree } from '../tree.ts'

export const settings = {
  title: 'Settings',
  intro: 'What this workspace is called, and what it decides for everybody in it.',
  adminsOnly: 'Only owners and admins change settings',
  ownersOnly: 'Only an owner deletes the workspace',
  general: 'General',
  name: 'Name',
  slug: 'Address',
  slugHint: 'Part of every link: a–z, 0–9 and hyphens. Former links stop working when it changes.',
  plan: 'Plan',
  planHint: 'Switched by an operator of this server',
  plans: { free: 'Free', pro: 'Pro' },
  id: 'ID',
  created: 'Created',
  defaults: 'Issuing',
  defaultsIntro:
    'Preselected when somebody issues a certificate here. The API keeps its own defaults.',
  defaultCa: 'Certificate authority',
  noDefaultCa: 'The lowest one that can sign',
  defaultValidity: 'Validity',
  noDefaultValidity: 'Default (90 days)',
  days: { one: '{{count}} day', other: '{{count}} days' },
  security: 'Security',
  secondFactor: 'Require a second factor',
  secondFactorHint:
    'Members without a passkey or authenticator app cannot enter until they add one. Your own account has to have one first.',
  saved: 'Settings saved',
  nothing: 'Nothing was changed',
  danger: 'Delete workspace',
  dangerText:
    'Nobody can enter any more; API keys and programs end at once. CAs in force have to be revoked first, because nobody could revoke them afterwards. CRLs and OCSP answers go on until the CAs have expired.',
  delete: 'Delete workspace',
  deleteTitle: 'Delete {{name}}?',
  deleteText: 'This ends access for everybody, at once and for good.',
  deleted: '{{name}} is deleted',
} satisfies TextTree
