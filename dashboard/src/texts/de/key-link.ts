import type { keyLink as english } from '../en/key-link.ts'
import type { Same } from '../tree.ts'

export const keyLink: Same<typeof english> = {
  title: 'Privater Schlüssel',
  waits: 'Der private Schlüssel von <name>{{name}}</name> wartet hier auf Sie.',
  until: 'Er wird gelöscht',
  once: 'Sie können ihn einmal herunterladen. Sonst steht er nirgends: Ein Assistent ließ ihn erzeugen und hat ihn nicht gesehen. Legen Sie ihn dort ab, wo das Zertifikat verwendet wird.',
  download: 'Privaten Schlüssel herunterladen',
  copy: 'Kopieren',
  saved: 'Gespeichert als {{file}}',
  savedText:
    'Der Server hat ihn gelöscht. Sehen Sie nach, ob die Datei da ist, bevor Sie diese Seite verlassen.',
  again: 'Noch einmal speichern',
  show: 'Anzeigen',
  hide: 'Verbergen',
  key: 'Privater Schlüssel (PKCS#8, PEM)',
  certificate: 'Zum Zertifikat',
  nothing: 'Hier wartet kein privater Schlüssel',
}
