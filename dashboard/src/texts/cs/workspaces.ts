import type { workspaces as english } from '../en/workspaces.ts'
import type { Same } from '../tree.ts'

export const workspaces: Same<typeof english> = {
  title: 'Pracovní prostory',
  intro: 'Každý má vlastní CA, certifikáty, klíče a lidi, oddělené od ostatních.',
  none: 'Zatím nejste v žádném prostoru',
  noneText: 'Založte si vlastní, nebo se nechte pozvat do jiného.',
  open: 'Otevřít',
  create: 'Založit prostor',
  createText: 'Bude váš. Ostatní se přidají, když je pozvete.',
  name: 'Název',
  nameHint: 'Jak se mu říká: „Domácí laboratoř“, „Acme produkce“.',
  slug: 'Adresa',
  slugHint: 'Vznikne z názvu, pokud žádnou nezvolíte: a–z, 0–9 a spojovníky.',
  createDo: 'Založit prostor',
  role: { owner: 'Vlastník', admin: 'Správce', member: 'Člen' },
  plan: { free: 'Free', pro: 'Pro' },
}
