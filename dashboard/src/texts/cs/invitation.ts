import type { invitation as english } from '../en/invitation.ts'
import type { Same } from '../tree.ts'

export const invitation: Same<typeof english> = {
  title: 'Pozvánka',
  missing: 'Tento odkaz není celý: zkopírujte ho až do konce.',
  joins: 'Připojit se k {{workspace}}',
  by: '{{email}} vás zve do pracovního prostoru „{{workspace}}“, role: {{role}}.',
  byOperator: 'Jste pozváni do pracovního prostoru „{{workspace}}“, role: {{role}}.',
  for: 'Pro',
  ends: 'Končí',
  role: { owner: 'vlastník', admin: 'správce', member: 'člen' },
  accept: 'Připojit se',
  newHere: 'Jste tu noví: dále si zvolíte, jak se budete přihlašovat.',
  acceptAsNew: 'Připojit se a zvolit přihlášení',
  signIn: 'Přihlásit se a připojit',
  signInText: 'Pro tuto adresu už účet existuje. Přihlaste se a vrátíte se sem.',
  otherAddress: 'Jste přihlášeni jako {{email}}, pozvánka je pro {{invited}}. Nejprve se odhlaste.',
  signOut: 'Odhlásit se',
}
