import type { TextTree } from '../tree.ts'

export const keyLink = {
  title: 'Private key',
  waits: 'The private key of <name>{{name}}</name> waits here for you.',
  until: 'It is erased',
  once: 'You can download it once. It stands nowhere else: an assistant had it made and has not seen it. Save it where the certificate is used.',
  download: 'Download the private key',
  copy: 'Copy',
  saved: 'Saved as {{file}}',
  savedText: 'The server has erased it. Check that the file is there before you leave this page.',
  again: 'Save again',
  show: 'Show',
  hide: 'Hide',
  key: 'Private key (PKCS#8, PEM)',
  certificate: 'To the certificate',
  nothing: 'No private key waits here',
} satisfies TextTree
