import type { jobs as english } from '../en/jobs.ts'
import type { Same } from '../tree.ts'

export const jobs: Same<typeof english> = {
  title: 'Aufträge',
  intro:
    'Arbeit an vielen Zertifikaten. Sie geht weiter, wenn Sie die Seite schließen, und nach einem Neustart des Servers.',
  kind: {
    renew: { one: '{{count}} Zertifikat erneuern', other: '{{count}} Zertifikate erneuern' },
    revoke: { one: '{{count}} Zertifikat widerrufen', other: '{{count}} Zertifikate widerrufen' },
  },
  status: {
    queued: 'Wartet',
    running: 'Läuft',
    paused: 'Angehalten',
    cancelled: 'Abgebrochen',
    done: 'Fertig',
    doneWithFailures: 'Fertig, mit Fehlern',
  },
  itemState: { waiting: 'Wartet', running: 'Läuft', done: 'Fertig', failed: 'Gescheitert' },
  column: {
    outcome: 'Ergebnis',
    job: 'Auftrag',
    status: 'Status',
    progress: 'Fortschritt',
    by: 'Begonnen von',
    created: 'Begonnen',
  },
  progress: '{{done}} von {{total}}',
  failedCount: { one: '{{count}} gescheitert', other: '{{count}} gescheitert' },
  empty: 'Noch keine Aufträge',
  emptyText:
    'Wählen Sie Zertifikate in ihrer Liste aus, um viele auf einmal zu erneuern, zu widerrufen oder herunterzuladen.',
  toCertificates: 'Zu den Zertifikaten',
  back: 'Alle Aufträge',
  cancel: 'Auftrag abbrechen',
  cancelled: 'Der Auftrag endet nach dem laufenden Zertifikat',
  retry: { one: '{{count}} erneut versuchen', other: '{{count}} erneut versuchen' },
  resume: 'Fortsetzen',
  paused: 'Angehalten: der Server wurde neu gestartet',
  pausedText:
    'Passphrasen stehen nur im Arbeitsspeicher. Geben Sie sie erneut ein, und der Auftrag geht dort weiter, wo er stehen blieb.',
  reason: 'Grund',
  begunBy: 'Begonnen von',
  finished: 'Beendet',
  items: 'Zertifikate',
  failedOnly: 'Nur Fehler',
  newCertificate: 'neues Zertifikat',
  keys: {
    title: {
      one: '{{count}} neuer privater Schlüssel',
      other: '{{count}} neue private Schlüssel',
    },
    text: 'Für diesen Browser versiegelt. Speichern Sie sie jetzt; der Server vergisst sie einen Tag nach dem Ende des Auftrags.',
    save: 'Zertifikate und Schlüssel speichern (ZIP)',
    forget: 'Ich habe sie gespeichert',
    forgotten: 'Die versiegelten Schlüssel sind vergessen',
    elsewhere:
      'Die Schlüssel wurden für einen anderen Browser versiegelt: öffnen Sie diese Seite dort, wo der Auftrag begann, oder erneuern Sie noch einmal.',
    guardTitle: 'Die privaten Schlüssel vergessen?',
    guardText:
      'Sie wurden in diesem Browser nicht gespeichert. Einmal vergessen, kann sie niemand zurückholen.',
    guardAction: 'Vergessen',
  },
  lostConnection: 'Der Fortschritt wird alle paar Sekunden erfragt',
  only: 'Nur wer einen Auftrag begann, darf ihn fortsetzen',
  caPassphrase: 'Passphrase von {{name}}',
}
