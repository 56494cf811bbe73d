import type { mcp as english } from '../en/mcp.ts'
import type { Same } from '../tree.ts'

export const mcp: Same<typeof english> = {
  connect: {
    title: 'Einen KI-Assistenten verbinden',
    intro:
      'Assistenten, die das Model Context Protocol (MCP) sprechen, listen, stellen aus, erneuern und widerrufen Zertifikate für Sie, in den Rechten, die Sie ihnen geben.',
    address: 'Adresse dieses Servers für Assistenten',
    clients: 'Programme',
  },
  reach: {
    thisMachine: {
      title: 'Nur Programme auf diesem Rechner erreichen diese Adresse',
      text: 'Für andere setzt der Betreiber CERTMAN_PUBLIC_URL. Claude (auch die Desktop-App) und ChatGPT verbinden sich aus der Cloud ihrer Hersteller: Sie bräuchten einen öffentlichen Namen oder einen Tunnel.',
    },
    privateNetwork: {
      title: 'Nur Programme in Ihrem Netz erreichen diese Adresse',
      text: 'Claude Code, Cursor und VS Code auf Ihren Rechnern können es. Claude (auch die Desktop-App) und ChatGPT verbinden sich aus der Cloud ihrer Hersteller: Sie brauchen einen Tunnel und ein öffentlich vertrautes Zertifikat.',
    },
    publicName: {
      title: 'Programme von überall können diese Adresse erreichen',
      text: 'Sofern sie zum Internet offen ist. Claude (auch die Desktop-App) und ChatGPT verbinden sich aus der Cloud ihrer Hersteller und nehmen nur ein öffentlich vertrautes Zertifikat an.',
    },
  },
  plain: {
    title: 'Ohne TLS',
    text: 'Schlüssel und Tokens gehen ungeschützt über das Netz. Setzen Sie CERTMAN_TLS, oder lassen Sie einen Proxy TLS beenden, bevor sich jemand verbindet.',
  },
  signIn: { oauth: 'Anmelden mit dem Browser', apiKey: 'Mit einem API-Schlüssel' },
  shell: 'in einem Terminal',
  install: 'Zu {{name}} hinzufügen',
  client: {
    claudeCode: {
      name: 'Claude Code',
      steps:
        'Führen Sie diesen Befehl aus, geben Sie dann in Claude Code /mcp ein und wählen Sie certman, um sich anzumelden.',
    },
    claude: {
      name: 'Claude',
      steps:
        'Anpassen (Customize) → Konnektoren → + → Eigenen Konnektor hinzufügen. Adresse einfügen, verbinden und anmelden. Die Konfigurationsdatei der Desktop-App nimmt keine Adressen.',
    },
    cursor: {
      name: 'Cursor',
      steps:
        'Mit einem Klick hinzufügen oder dies in die Datei schreiben; dann unter Customize in der Seitenleiste anmelden.',
    },
    vscode: {
      name: 'VS Code',
      steps: 'Mit einem Klick hinzufügen oder dies in die Datei Ihres Projekts schreiben.',
    },
    chatgpt: {
      name: 'ChatGPT',
      steps:
        'Einstellungen → Apps → Erweiterte Einstellungen: Entwicklermodus einschalten. Dann App erstellen: Adresse einfügen, OAuth wählen und anmelden.',
    },
    other: {
      name: 'Andere',
      steps:
        'Programme, die sich über HTTP verbinden, nehmen die Adresse. Für die, die nur ein Programm starten, gibt es die Kommandozeile: certman mcp reicht alles weiter.',
    },
  },
  test: {
    title: 'Geht es?',
    intro: 'Der Server sieht sich seine eigene Adresse an, wie ein Assistent es täte.',
    run: 'Endpunkt prüfen',
    ok: 'Geht',
    failed: 'Geht nicht',
    step: {
      reach: 'Die Adresse antwortet',
      signIn: 'Der Weg zur Anmeldung ist zu finden',
      protocol: 'Das Protokoll antwortet',
    },
  },
  promises: {
    title: 'Was Assistenten nicht können',
    keys: 'Private Schlüssel sehen: Sie bekommen einen Link, der sich einmal öffnet, für Sie, angemeldet, binnen zehn Minuten. Eine Ausnahme steht am API-Schlüssel oder an der Freigabe selbst.',
    plan: 'Sofort widerrufen: Zuerst kommt ein Plan in Worten, und erst mit Ihrer Zustimmung geschieht es. Dasselbe gilt für viele Zertifikate nacheinander.',
    passphrase:
      'Die Passphrase einer geschützten CA erfahren: Sie schicken Sie stattdessen hierher.',
    rights:
      'Mehr als ihr API-Schlüssel oder ihre Freigabe darf, auf den CAs, die Sie angekreuzt haben. Was sie taten, steht im Audit-Log.',
  },
  activity: {
    title: 'Was Assistenten zuletzt taten',
    none: 'Noch hat kein Assistent etwas getan',
    noneYet:
      'Was sie ausstellen, erneuern, widerrufen oder was ihnen verwehrt wird, steht dann hier.',
    at: 'Wann',
    client: 'Assistent',
    deed: 'Was',
    certificate: 'Zertifikat',
  },
  refused: 'verwehrt',
  action: {
    issued: 'Stellte ein Zertifikat aus',
    renewed: 'Erneuerte ein Zertifikat',
    revoked: 'Widerrief ein Zertifikat',
    keyLeft: 'Hinterlegte einen privaten Schlüssel für seinen Besitzer',
    forbidden: 'Versuchte, was er nicht darf',
    notIssued: 'Versuchte auszustellen oder zu erneuern',
    notRevoked: 'Versuchte zu widerrufen',
    passphrase: 'Traf auf eine geschützte CA',
  },
}
