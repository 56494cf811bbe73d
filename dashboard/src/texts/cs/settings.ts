import type { settings as english } from '../en/settings.ts'
import type { Same } from '../tree.ts'

export const settings: Same<typeof english> = {
  title: 'Nastavení',
  intro: 'Jak se tento pracovní prostor jmenuje a co určuje všem v něm.',
  adminsOnly: 'Nastavení mění jen vlastníci a správci',
  ownersOnly: 'Prostor smaže jen vlastník',
  general: 'Obecné',
  name: 'Název',
  slug: 'Adresa',
  slugHint: 'Součást každého odkazu: a–z, 0–9 a spojovníky. Po změně dosavadní odkazy nefungují.',
  plan: 'Tarif',
  planHint: 'Přepíná ho provozovatel tohoto serveru',
  plans: { free: 'Free', pro: 'Pro' },
  id: 'ID',
  created: 'Založen',
  defaults: 'Vydávání',
  defaultsIntro:
    'Předvybráno, když tu někdo vydává certifikát. API má své vlastní výchozí hodnoty.',
  defaultCa: 'Certifikační autorita',
  noDefaultCa: 'Nejnižší, která může podepisovat',
  defaultValidity: 'Platnost',
  noDefaultValidity: 'Výchozí (90 dní)',
  days: { one: '{{count}} den', few: '{{count}} dny', other: '{{count}} dní' },
  security: 'Bezpečnost',
  secondFactor: 'Vyžadovat druhý faktor',
  secondFactorHint:
    'Členové bez přístupového klíče nebo ověřovací aplikace se dovnitř nedostanou, dokud si ho nepřidají. Nejprve ho musí mít váš vlastní účet.',
  saved: 'Nastavení uloženo',
  nothing: 'Nic se nezměnilo',
  danger: 'Smazat pracovní prostor',
  dangerText:
    'Nikdo se už nedostane dovnitř; API klíče a programy okamžitě končí. Platné CA je třeba nejprve odvolat, potom by to už nikdo nemohl. Seznamy CRL a odpovědi OCSP pokračují, dokud CA nevyprší.',
  delete: 'Smazat pracovní prostor',
  deleteTitle: 'Smazat {{name}}?',
  deleteText: 'Ukončí to přístup všem, okamžitě a navždy.',
  deleted: '{{name}} je smazán',
}
