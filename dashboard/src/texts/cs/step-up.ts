import type { stepUp as english } from '../en/step-up.ts'
import type { Same } from '../tree.ts'

export const stepUp: Same<typeof english> = {
  title: 'Potvrďte, že jste to vy',
  intro:
    'To, co se chystáte udělat, nelze vrátit. Prokažte ještě jednou, kdo jste; platí to deset minut.',
  password: 'Heslo',
  code: 'Kód z ověřovací aplikace',
  codeHint: 'Šest číslic, nebo záchranný kód',
  confirm: 'Potvrdit',
  passkey: 'Použít přístupový klíč',
  either: 'nebo',
}
