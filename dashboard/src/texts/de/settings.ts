import type { settings as english } from '../en/settings.ts'
import type { Same } from '../tree.ts'

export const settings: Same<typeof english> = {
  title: 'Einstellungen',
  intro: 'Wie dieser Arbeitsbereich heißt und was er für alle darin festlegt.',
  adminsOnly: 'Einstellungen ändern nur Eigentümer und Administratoren',
  ownersOnly: 'Den Arbeitsbereich löscht nur ein Eigentümer',
  general: 'Allgemein',
  name: 'Name',
  slug: 'Adresse',
  slugHint:
    'Teil jedes Links: a–z, 0–9 und Bindestriche. Bisherige Links funktionieren nach einer Änderung nicht mehr.',
  plan: 'Tarif',
  planHint: 'Umgeschaltet von einem Betreiber dieses Servers',
  plans: { free: 'Free', pro: 'Pro' },
  id: 'ID',
  created: 'Angelegt',
  defaults: 'Ausstellen',
  defaultsIntro:
    'Vorausgewählt, wenn hier jemand ein Zertifikat ausstellt. Die API behält ihre eigenen Vorgaben.',
  defaultCa: 'Zertifizierungsstelle',
  noDefaultCa: 'Die unterste, die signieren kann',
  defaultValidity: 'Gültigkeit',
  noDefaultValidity: 'Standard (90 Tage)',
  days: { one: '{{count}} Tag', other: '{{count}} Tage' },
  security: 'Sicherheit',
  secondFactor: 'Zweiten Faktor verlangen',
  secondFactorHint:
    'Mitglieder ohne Passkey oder Authenticator-App kommen erst herein, wenn sie einen hinzugefügt haben. Ihr eigenes Konto braucht zuerst selbst einen.',
  saved: 'Einstellungen gespeichert',
  nothing: 'Es wurde nichts geändert',
  danger: 'Arbeitsbereich löschen',
  dangerText:
    'Niemand kommt mehr herein; API-Schlüssel und Programme enden sofort. Gültige CAs müssen zuerst widerrufen werden, denn danach könnte es niemand mehr. Sperrlisten und OCSP-Antworten gehen weiter, bis die CAs abgelaufen sind.',
  delete: 'Arbeitsbereich löschen',
  deleteTitle: '{{name}} löschen?',
  deleteText: 'Das beendet den Zugang für alle, sofort und endgültig.',
  deleted: '{{name}} ist gelöscht',
}
