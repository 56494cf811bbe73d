import type { TextTree } from '../tree.ts'

export const access = {
  title: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  signIn: 'Sign in',
  toSignIn: 'Go to sign-in',
  or: 'or',
  withPasskey: 'Sign in with a passkey',
  withProvider: 'Sign in with {{name}}',
  noPasskeys:
    'Passkeys need a browser that has them, and an address with a name: open localhost instead of 127.0.0.1',
  lost: 'Lost your password or your device? An operator of this instance can make you a set-up link.',
  insecure:
    'This page was opened without TLS, so browsers keep no session of it. Open it by https://, or at localhost on the server’s own machine.',
  notKept:
    'Your browser did not keep the session: this page was opened without TLS. Open it by https://, or at localhost on the server’s own machine.',
  problem: {
    notInvited:
      'Nobody with this e-mail address is known here. Ask an owner of your workspace for an invitation.',
    unverified:
      'The provider has not verified your e-mail address. Verify it there, or sign in another way.',
    failed: 'The provider did not sign you in. Try again, or sign in another way.',
    expired: 'That took too long, or was begun in another browser. Try again.',
    unavailable: 'The provider cannot be reached. Try again later, or sign in another way.',
  },
  code: {
    title: 'One more step',
    intro: 'Your password is right. Now show that you have your second factor.',
    label: 'Code of your authenticator app',
    hint: 'Six digits; a new one every 30 seconds',
    recoveryLabel: 'Recovery code',
    recoveryHint: 'Sixteen characters; each code is good once',
    useRecovery: 'Use a recovery code',
    useApp: 'Use the app',
    restart: 'Begin again',
  },
  setup: {
    title: 'Set up your access',
    intro: 'This link works once. Choose a password; right after it you can add a passkey.',
    name: 'Name',
    nameHint: 'How others in your workspaces see you',
    password: 'Password',
    passwordHint: 'At least 8 characters. Several words that do not belong together are best.',
    continue: 'Set password and continue',
    closed: 'This link does not work any more',
    closedHint:
      'It was used, has expired, or was not copied whole. If you have set a password already, sign in with it; otherwise ask an operator of this instance for a new link: <code>certman-server user set-up-link</code>.',
    passkeyTitle: 'Add a passkey',
    passkeyIntro:
      'Sign in with your fingerprint, your face or your device’s PIN: nothing to type, nothing to be phished.',
    addPasskey: 'Add a passkey',
    later: 'Not now',
  },
  proof: {
    title: 'Confirm that it is you',
    intro: 'What you are about to do is sensitive. The confirmation counts for ten minutes.',
    passkey: 'Confirm with a passkey',
    useCode: 'Use a code instead',
    usePassword: 'Use the password instead',
    confirm: 'Confirm',
    nothing:
      'Your account has neither password nor passkey. Sign out and in again: that is a proof too.',
    factorTitle: 'Show your second factor',
    factorIntro: 'This workspace lets in only those who have shown one.',
    noFactor: 'You have none yet. Add a passkey or an authenticator app to your account.',
    toAccount: 'Go to my account',
  },
} satisfies TextTree
