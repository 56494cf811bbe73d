import type { install as english } from '../en/install.ts'
import type { Same } from '../tree.ts'

export const install: Same<typeof english> = {
  step: {
    nginx: 'Beide Dateien kopieren, im server-Block nennen, prüfen und neu laden.',
    apache: 'Beide Dateien kopieren, im virtuellen Host nennen, prüfen und neu laden.',
    caddy:
      'Beide Dateien hinter „tls“ nennen; Caddy fragt dann niemand anderen nach einem Zertifikat.',
    haproxy: 'Eine Datei enthält Zertifikat, Aussteller und Schlüssel, in dieser Reihenfolge.',
    traefik:
      'Beide Dateien in der dynamischen Konfiguration nennen; Traefik bemerkt die Änderung von selbst.',
    node: 'Beide Dateien dem Server geben; Clients erfahren von der Root-CA durch eine Umgebungsvariable.',
    kubernetes: 'Das Secret anwenden und im Ingress oder Gateway nennen.',
    windows:
      'In einem Terminal als Administrator: der Root-CA vertrauen, dann den Schlüssel importieren.',
    macos: 'Der Root-CA für alle Benutzer vertrauen. Safari, Chrome und Firefox folgen.',
    ios: 'Das Root-Zertifikat auf dem Gerät öffnen, das Profil in den Einstellungen installieren, dann volles Vertrauen einschalten: Einstellungen → Allgemein → Info → Zertifikatsvertrauenseinstellungen.',
    android:
      'Einstellungen → Sicherheit → Verschlüsselung und Anmeldedaten → Zertifikat installieren → CA-Zertifikat. Eigene Apps brauchen außerdem die Datei unten.',
    linux:
      'Das Root-Zertifikat dorthin kopieren, wo das System nachsieht, und seine Liste neu bauen lassen.',
    firefox: 'Firefox unter Linux hat eine eigene Liste; Chrome teilt sie durch NSS.',
    java: 'Der Root-CA für dieses Java vertrauen; ein Server nimmt seinen Schlüssel aus PKCS#12.',
    runtimes: 'Jedes davon sucht Root-Zertifikate an seinem eigenen Ort.',
  },
  pitfall: {
    nginx:
      'Nur das Zertifikat ohne Aussteller: Browser funktionieren vielleicht, andere Clients scheitern. Die ganze Kette verwenden.',
    apache: 'SSLCertificateChainFile ist veraltet; die ganze Kette gehört in SSLCertificateFile.',
    caddy: 'Caddy muss den Schlüssel lesen dürfen: Dateien von root gehören ihm nicht.',
    haproxy: 'Im Verzeichnis dürfen nur solche Dateien liegen: HAProxy lädt sie alle.',
    traefik:
      'Zertifikate in der statischen Konfiguration werden ignoriert; sie gehören in die dynamische.',
    node: 'Node benutzt den Zertifikatsspeicher des Systems nicht, außer mit NODE_USE_SYSTEM_CA=1.',
    kubernetes: 'Das Secret muss im Namespace des Ingress liegen, der es nennt.',
    windows: 'Für den Benutzer statt für den Computer importiert: Dienste sehen es dann nicht.',
    macos:
      'Im Anmeldeschlüsselbund gilt das Vertrauen nicht für alle Benutzer und nicht für Dienste.',
    ios: 'Installiert heißt nicht vertraut: ohne den letzten Schalter scheitert jede Verbindung.',
    android: 'Apps ignorieren Root-Zertifikate der Benutzer, wenn sie nicht dafür gebaut sind.',
    linux: 'Unter Debian muss die Datei PEM sein und ihr Name auf .crt enden.',
    firefox: 'Der Browser muss geschlossen sein, während seine Liste geändert wird.',
    java: 'Jedes installierte Java hat seine eigene Liste; ändern Sie die des laufenden.',
    runtimes:
      'SSL_CERT_FILE ersetzt die Liste, statt sie zu ergänzen: fügen Sie beide zusammen, wenn öffentliche Namen auch gebraucht werden.',
  },
}
