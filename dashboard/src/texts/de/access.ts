import type { access as english } from '../en/access.ts'
import type { Same } from '../tree.ts'

export const access: Same<typeof english> = {
  title: 'Anmelden',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signIn: 'Anmelden',
  toSignIn: 'Zur Anmeldung',
  or: 'oder',
  withPasskey: 'Mit einem Passkey anmelden',
  withProvider: 'Mit {{name}} anmelden',
  noPasskeys:
    'Passkeys brauchen einen Browser, der sie kennt, und eine Adresse mit Namen: localhost statt 127.0.0.1 öffnen',
  lost: 'Passwort oder Gerät verloren? Ein Betreiber dieser Instanz kann einen Einrichtungslink erstellen.',
  insecure:
    'Diese Seite ist ohne TLS geöffnet, deshalb behalten Browser ihre Sitzung nicht. Öffnen Sie sie über https://, oder als localhost auf dem Server selbst.',
  notKept:
    'Ihr Browser hat die Sitzung nicht behalten: Die Seite ist ohne TLS geöffnet. Öffnen Sie sie über https://, oder als localhost auf dem Server selbst.',
  problem: {
    notInvited:
      'Mit dieser E-Mail-Adresse ist hier niemand bekannt. Bitten Sie einen Eigentümer Ihres Arbeitsbereichs um eine Einladung.',
    unverified:
      'Der Anbieter hat Ihre E-Mail-Adresse nicht bestätigt. Bestätigen Sie sie dort, oder melden Sie sich anders an.',
    failed: 'Der Anbieter hat Sie nicht angemeldet. Versuchen Sie es noch einmal, oder anders.',
    expired:
      'Das hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Versuchen Sie es noch einmal.',
    unavailable:
      'Der Anbieter ist nicht erreichbar. Versuchen Sie es später, oder melden Sie sich anders an.',
  },
  code: {
    title: 'Noch ein Schritt',
    intro: 'Das Passwort stimmt. Zeigen Sie nun Ihren zweiten Faktor.',
    label: 'Code der Authenticator-App',
    hint: 'Sechs Ziffern; alle 30 Sekunden neue',
    recoveryLabel: 'Wiederherstellungscode',
    recoveryHint: 'Sechzehn Zeichen; jeder Code gilt einmal',
    useRecovery: 'Wiederherstellungscode verwenden',
    useApp: 'Die App verwenden',
    restart: 'Neu beginnen',
  },
  setup: {
    title: 'Zugang einrichten',
    intro:
      'Dieser Link gilt einmal. Wählen Sie ein Passwort; gleich danach können Sie einen Passkey hinzufügen.',
    name: 'Name',
    nameHint: 'So sehen andere Sie in Ihren Arbeitsbereichen',
    password: 'Passwort',
    passwordHint: 'Mindestens 8 Zeichen. Am besten mehrere Wörter, die nicht zusammengehören.',
    continue: 'Passwort setzen und weiter',
    closed: 'Dieser Link gilt nicht mehr',
    closedHint:
      'Er wurde verwendet, ist abgelaufen oder wurde nicht ganz kopiert. Wenn Sie schon ein Passwort haben, melden Sie sich damit an; sonst bitten Sie einen Betreiber dieser Instanz um einen neuen: <code>certman-server user set-up-link</code>.',
    passkeyTitle: 'Passkey hinzufügen',
    passkeyIntro:
      'Melden Sie sich mit Fingerabdruck, Gesicht oder der PIN Ihres Geräts an: nichts zu tippen, nichts zu erschleichen.',
    addPasskey: 'Passkey hinzufügen',
    later: 'Jetzt nicht',
  },
  proof: {
    title: 'Bestätigen Sie, dass Sie es sind',
    intro: 'Was Sie vorhaben, ist heikel. Die Bestätigung gilt zehn Minuten.',
    passkey: 'Mit einem Passkey bestätigen',
    useCode: 'Lieber mit einem Code',
    usePassword: 'Lieber mit dem Passwort',
    confirm: 'Bestätigen',
    nothing:
      'Ihr Konto hat weder Passwort noch Passkey. Melden Sie sich ab und wieder an: Auch das ist ein Nachweis.',
    factorTitle: 'Zeigen Sie Ihren zweiten Faktor',
    factorIntro: 'Diesen Arbeitsbereich betritt nur, wer einen gezeigt hat.',
    noFactor:
      'Sie haben noch keinen. Fügen Sie Ihrem Konto einen Passkey oder eine Authenticator-App hinzu.',
    toAccount: 'Zu meinem Konto',
  },
}
