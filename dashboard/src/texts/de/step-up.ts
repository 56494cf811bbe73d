import type { stepUp as english } from '../en/step-up.ts'
import type { Same } from '../tree.ts'

export const stepUp: Same<typeof english> = {
  title: 'Bestätigen, dass Sie es sind',
  intro:
    'Was Sie vorhaben, lässt sich nicht rückgängig machen. Weisen Sie sich noch einmal aus; das gilt zehn Minuten.',
  password: 'Passwort',
  code: 'Code Ihrer Authenticator-App',
  codeHint: 'Sechs Ziffern oder ein Wiederherstellungscode',
  confirm: 'Bestätigen',
  passkey: 'Passkey verwenden',
  either: 'oder',
}
