import type { overview as english } from '../en/overview.ts'
import type { Same } from '../tree.ts'

export const overview: Same<typeof english> = {
  title: 'Übersicht',
  issue: 'Zertifikat ausstellen',
  noAuthority: 'Legen Sie zuerst eine Zertifizierungsstelle an',
  attention: {
    title: 'Handlungsbedarf',
    none: 'Kein Handlungsbedarf',
    noneHint:
      'Kein Zertifikat läuft binnen 7 Tagen ohne Ersatz ab, und jede CA veröffentlicht rechtzeitig.',
    expired: {
      one: '{{count}} Zertifikat ist in den letzten 30 Tagen ohne Ersatz abgelaufen',
      other: '{{count}} Zertifikate sind in den letzten 30 Tagen ohne Ersatz abgelaufen',
    },
    urgent: {
      one: '{{count}} Zertifikat läuft binnen 7 Tagen ab',
      other: '{{count}} Zertifikate laufen binnen 7 Tagen ab',
    },
    webhook: 'Zustellungen schlagen fehl seit: {{when}}',
    jobOf: '{{failed}} von {{total}} gelangen nicht; der Auftrag sagt, warum',
    job: {
      renew: {
        one: '{{count}} Erneuerung schlug fehl',
        other: '{{count}} Erneuerungen schlugen fehl',
      },
      revoke: { one: '{{count}} Widerruf schlug fehl', other: '{{count}} Widerrufe schlugen fehl' },
    },
    authorityEnds: 'Diese CA läuft {{when}} ab',
    publication: {
      waiting: 'Ihre Sperrliste wartet auf die Passphrase',
      expired: 'Ihre Sperrliste ist veraltet',
      missing: 'Sie hat noch keine Sperrliste veröffentlicht',
      due: 'Ihre Sperrliste ist fällig',
      current: 'Ihre Sperrliste ist aktuell',
    },
    more: {
      one: '{{count}} weiteres',
      other: '{{count}} weitere',
    },
  },
  tile: {
    active: 'Gültige Zertifikate',
    expiring: 'Laufen binnen 30 Tagen ab',
    issued: 'In den letzten 7 Tagen ausgestellt',
    revoked: 'In den letzten 30 Tagen widerrufen',
    trendUp: '{{count}} mehr als in der Woche davor',
    trendDown: '{{count}} weniger als in der Woche davor',
    trendSame: 'So viele wie in der Woche davor',
    open: 'Anzeigen',
  },
  ending: {
    title: 'Ablauf nach Wochen',
    description: 'Zertifikate in Gebrauch, nächste 26 Wochen',
    week: 'Woche ab',
    count: 'Zertifikate',
    none: 'In den nächsten 26 Wochen läuft kein Zertifikat ab',
  },
  issuance: {
    title: 'Ausgestellt nach Kanal',
    description: 'Zertifikate pro Tag, letzte 90 Tage',
    day: 'Tag',
    total: 'Gesamt',
    none: 'In den letzten 90 Tagen wurde kein Zertifikat ausgestellt',
  },
  channel: {
    api: 'API',
    dashboard: 'Dashboard',
    mcp: 'MCP',
    oauth: 'OAuth',
    operator: 'Betreiber',
    system: 'Server',
    acme: 'ACME',
    unknown: 'Unbekannt',
  },
  asTable: 'Als Tabelle',
  asChart: 'Als Diagramm',
  recent: {
    title: 'Zuletzt ausgestellt',
    all: 'Alle Zertifikate',
    none: 'Noch wurde kein Zertifikat ausgestellt',
    name: 'Name',
    ends: 'Läuft ab',
    status: 'Status',
    channel: 'Kanal',
    issued: 'Ausgestellt',
  },
  start: {
    title: 'Drei Schritte zum ersten Zertifikat',
    authority: 'Zertifizierungsstelle anlegen',
    authorityHint:
      'Eine Root-CA, die ruht, und darunter eine ausstellende CA: ein Formular legt beide an.',
    trust: 'Ihr vertrauen',
    trustHint:
      'Die Root-CA auf den Geräten installieren, die ihr vertrauen sollen; jede CA hat eine Seite, die zeigt, wie.',
    issue: 'Zertifikat ausstellen',
    issueHint: 'Namen eingeben, Laufzeit wählen, Schlüssel speichern.',
    done: 'Erledigt',
    openTrust: 'Anleitung öffnen',
    chooseAuthority: 'CA anlegen',
  },
}
