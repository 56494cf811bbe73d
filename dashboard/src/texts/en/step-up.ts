import type { TextTree } from '../tree.ts'

export const stepUp = {
  title: 'Confirm that it is you',
  intro:
    'What you are about to do cannot be undone. Prove once more who you are; it counts for ten minutes.',
  password: 'Password',
  code: 'Code of your authenticator app',
  codeHint: 'Six digits, or a recovery code',
  confirm: 'Confirm',
  passkey: 'Use a passkey',
  either: 'or',
} satisfies TextTree
