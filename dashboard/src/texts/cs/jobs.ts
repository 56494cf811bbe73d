import type { jobs as english } from '../en/jobs.ts'
import type { Same } from '../tree.ts'

export const jobs: Same<typeof english> = {
  title: 'Úlohy',
  intro: 'Práce na mnoha certifikátech. Pokračuje, i když stránku zavřete, a po restartu serveru.',
  kind: {
    renew: {
      one: 'Obnovit {{count}} certifikát',
      few: 'Obnovit {{count}} certifikáty',
      other: 'Obnovit {{count}} certifikátů',
    },
    revoke: {
      one: 'Odvolat {{count}} certifikát',
      few: 'Odvolat {{count}} certifikáty',
      other: 'Odvolat {{count}} certifikátů',
    },
  },
  status: {
    queued: 'Čeká',
    running: 'Běží',
    paused: 'Pozastavena',
    cancelled: 'Zrušena',
    done: 'Hotovo',
    doneWithFailures: 'Hotovo, s chybami',
  },
  itemState: { waiting: 'Čeká', running: 'Běží', done: 'Hotovo', failed: 'Selhalo' },
  column: {
    outcome: 'Výsledek',
    job: 'Úloha',
    status: 'Stav',
    progress: 'Postup',
    by: 'Zahájil(a)',
    created: 'Zahájena',
  },
  progress: '{{done}} z {{total}}',
  failedCount: { one: '{{count}} selhal', few: '{{count}} selhaly', other: '{{count}} selhalo' },
  empty: 'Zatím žádné úlohy',
  emptyText:
    'Vyberte certifikáty v jejich seznamu a obnovte, odvolejte nebo stáhněte jich mnoho najednou.',
  toCertificates: 'K certifikátům',
  back: 'Všechny úlohy',
  cancel: 'Zrušit úlohu',
  cancelled: 'Úloha skončí po rozpracovaném certifikátu',
  retry: {
    one: 'Zkusit {{count}} znovu',
    few: 'Zkusit {{count}} znovu',
    other: 'Zkusit {{count}} znovu',
  },
  resume: 'Pokračovat',
  paused: 'Pozastavena: server byl restartován',
  pausedText:
    'Heslové fráze jsou jen v paměti. Zadejte je znovu a úloha bude pokračovat, kde skončila.',
  reason: 'Důvod',
  begunBy: 'Zahájil(a)',
  finished: 'Skončila',
  items: 'Certifikáty',
  failedOnly: 'Jen chyby',
  newCertificate: 'nový certifikát',
  keys: {
    title: {
      one: '{{count}} nový soukromý klíč',
      few: '{{count}} nové soukromé klíče',
      other: '{{count}} nových soukromých klíčů',
    },
    text: 'Zapečetěno pro tento prohlížeč. Uložte je hned; server je den po konci úlohy zapomene.',
    save: 'Uložit certifikáty a klíče (ZIP)',
    forget: 'Mám je uložené',
    forgotten: 'Zapečetěné klíče jsou zapomenuty',
    elsewhere:
      'Klíče byly zapečetěny pro jiný prohlížeč: otevřete tuto stránku tam, kde úloha začala, nebo obnovte znovu.',
    guardTitle: 'Zapomenout soukromé klíče?',
    guardText: 'V tomto prohlížeči nebyly uloženy. Jednou zapomenuté je nikdo nezíská zpět.',
    guardAction: 'Zapomenout',
  },
  lostConnection: 'Na postup se ptáme každých pár sekund',
  only: 'V úloze smí pokračovat jen ten, kdo ji zahájil',
  caPassphrase: 'Heslová fráze CA „{{name}}“',
}
