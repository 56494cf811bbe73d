import type { Same } from '../tree.ts'
import type { consent as English } from '../en/consent.ts'

export const consent = {
  title: 'Zugriffsanfrage',
  asks: '{{name}} bittet um Zugriff',
  resource: {
    api: 'Das Programm möchte die API in Ihrem Namen benutzen.',
    mcp: 'Das Programm möchte als Assistent (MCP) für Sie arbeiten.',
  },
  signedInAs: 'Angemeldet als {{email}}',
  who: {
    unverified: 'Für diesen Namen bürgt niemand',
    unverifiedText:
      'Das Programm hat sich selbst unter diesem Namen eingetragen. Fahren Sie nur fort, wenn Sie das eben selbst begonnen haben.',
    document: 'Beschrieben von {{host}}',
    documentText:
      'Das sagt dieser Host über sich selbst. Fahren Sie nur fort, wenn Sie das eben selbst begonnen haben.',
    documentLocalText:
      'Das sagt dieser Host über sich selbst, doch die Antwort bleibt auf diesem Gerät, wo sich jedes Programm für ihn ausgeben kann. Fahren Sie nur fort, wenn Sie das eben selbst begonnen haben.',
    vouched: 'Angelegt in Ihrem Arbeitsbereich {{name}}',
    vouchedText:
      'Jemand aus diesem Arbeitsbereich hat den Client auf der Seite OAuth-Clients angelegt.',
    foreign: 'Angelegt in einem Arbeitsbereich, dem Sie nicht angehören',
    foreignText: 'Fahren Sie nur fort, wenn Sie wissen, wer dieses Programm betreibt.',
  },
  answersTo: 'Die Antwort geht an',
  thisComputer: 'ein Programm auf diesem Rechner ({{place}})',
  appWithScheme: 'eine App auf diesem Gerät ({{place}})',
  website: 'Webseite',
  clientId: 'Client-ID',
  workspace: 'Arbeitsbereich',
  workspaceHint: 'Das Programm sieht nur diesen Arbeitsbereich.',
  permissions: 'Was es darf',
  permissionsHint: 'Je CA, und nie mehr, als Sie selbst dürfen.',
  freeHint: 'Im Tarif Free gehören alle drei zusammen.',
  authority: 'CA',
  read: 'Lesen',
  issue: 'Ausstellen',
  revoke: 'Widerrufen',
  all: 'Alles',
  tick: '{{permission}}: {{name}}',
  tickEvery: '{{permission}}: jede CA',
  protected: 'Mit Passphrase',
  noAuthorities:
    'Dieser Arbeitsbereich hat noch keine CA; es gibt nichts, worauf Zugriff gegeben werden könnte.',
  privateKeys: 'Darf private Schlüssel im Gespräch zeigen',
  privateKeysHint:
    'Aus: Schlüssel bekommen Sie über einen Link, das Modell nie. Ein: Sie können überall landen, wo das Gespräch gespeichert wird.',
  agree: 'Zugriff geben',
  refuse: 'Ablehnen',
  tickFirst: 'Wählen Sie mindestens eine Berechtigung',
  noWorkspace: 'Sie gehören keinem Arbeitsbereich an; lassen Sie sich einladen.',
  endLater: 'Sie können das jederzeit auf der Seite OAuth-Clients beenden.',
  going: 'Zurück zum Programm …',
  missing:
    'Diese Seite öffnet ein Programm, das um Zugriff bittet. In der Adresse steht keine Anfrage.',
  device: {
    title: 'Gerät verbinden',
    intro: 'Geben Sie den Code ein, den Ihr Gerät oder Terminal zeigt.',
    code: 'Code',
    find: 'Weiter',
    compare: 'Zeigt Ihr Gerät genau diesen Code?',
    compareText:
      'Hat Ihnen jemand den Code oder die Adresse dieser Seite geschickt, lehnen Sie ab: Er bekäme Ihren Zugriff.',
    another: 'Anderer Code',
    done: 'Das Gerät ist verbunden',
    doneText: 'Gehen Sie dorthin zurück; diese Seite kann geschlossen werden.',
    refused: 'Das Gerät wurde abgelehnt',
    refusedText: 'Es bekommt keinen Zugriff. Diese Seite kann geschlossen werden.',
  },
} satisfies Same<typeof English>
