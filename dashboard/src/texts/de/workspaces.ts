import type { workspaces as english } from '../en/workspaces.ts'
import type { Same } from '../tree.ts'

export const workspaces: Same<typeof english> = {
  title: 'Arbeitsbereiche',
  intro: 'Jeder hat eigene CAs, Zertifikate, Schlüssel und Leute, getrennt von den anderen.',
  none: 'Sie sind noch in keinem Arbeitsbereich',
  noneText: 'Legen Sie einen eigenen an, oder lassen Sie sich in einen einladen.',
  open: 'Öffnen',
  create: 'Arbeitsbereich anlegen',
  createText: 'Er gehört Ihnen. Andere kommen dazu, wenn Sie sie einladen.',
  name: 'Name',
  nameHint: 'Wie man ihn nennt: „Heimlabor“, „Acme Produktion“.',
  slug: 'Adresse',
  slugHint: 'Entsteht aus dem Namen, wenn Sie keine wählen: a–z, 0–9 und Bindestriche.',
  createDo: 'Arbeitsbereich anlegen',
  role: { owner: 'Eigentümer', admin: 'Administrator', member: 'Mitglied' },
  plan: { free: 'Free', pro: 'Pro' },
}
