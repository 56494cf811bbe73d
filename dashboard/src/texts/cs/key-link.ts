import type { keyLink as english } from '../en/key-link.ts'
import type { Same } from '../tree.ts'

export const keyLink: Same<typeof english> = {
  title: 'Soukromý klíč',
  waits: 'Soukromý klíč k <name>{{name}}</name> tu na vás čeká.',
  until: 'Bude smazán',
  once: 'Stáhnout ho můžete jednou. Nikde jinde není: nechal ho vytvořit asistent a neviděl ho. Uložte ho tam, kde se certifikát používá.',
  download: 'Stáhnout soukromý klíč',
  copy: 'Kopírovat',
  saved: 'Uloženo jako {{file}}',
  savedText: 'Server ho smazal. Než tuto stránku opustíte, ověřte, že soubor máte.',
  again: 'Uložit znovu',
  show: 'Zobrazit',
  hide: 'Skrýt',
  key: 'Soukromý klíč (PKCS#8, PEM)',
  certificate: 'K certifikátu',
  nothing: 'Nečeká tu žádný soukromý klíč',
}
