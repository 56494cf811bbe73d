import type { invitation as english } from '../en/invitation.ts'
import type { Same } from '../tree.ts'

export const invitation: Same<typeof english> = {
  title: 'Einladung',
  missing: 'Dieser Link ist unvollständig: Kopieren Sie ihn ganz, bis zum Ende.',
  joins: '{{workspace}} beitreten',
  by: '{{email}} lädt Sie in den Arbeitsbereich „{{workspace}}“ ein, als {{role}}.',
  byOperator: 'Sie sind in den Arbeitsbereich „{{workspace}}“ eingeladen, als {{role}}.',
  for: 'Für',
  ends: 'Läuft ab',
  role: { owner: 'Eigentümer', admin: 'Administrator', member: 'Mitglied' },
  accept: 'Beitreten',
  newHere: 'Sie sind neu hier: Als Nächstes wählen Sie, wie Sie sich anmelden.',
  acceptAsNew: 'Beitreten und Anmeldung wählen',
  signIn: 'Anmelden und beitreten',
  signInText: 'Für diese Adresse gibt es ein Konto. Melden Sie sich an, dann geht es hier weiter.',
  otherAddress:
    'Sie sind als {{email}} angemeldet, diese Einladung ist für {{invited}}. Melden Sie sich zuerst ab.',
  signOut: 'Abmelden',
}
