import type { Watched } from '../store/notifications/notification-store.ts'

export type Language = 'en' | 'cs' | 'de'

interface Words {
  readonly invitation: {
    readonly subject: (workspace: string) => string
    readonly body: (by: string, workspace: string) => string
    readonly until: (date: string) => string
    readonly ignore: string
    readonly accept: string
  }
  readonly alert: {
    readonly subject: (count: number, workspace: string) => string
    readonly intro: (workspace: string) => string
    readonly kinds: Readonly<Record<Watched, string>>
    readonly ends: (date: string, relative: string) => string
    readonly over: (date: string) => string
    readonly more: (count: number) => string
    readonly why: (rule: string) => string
    readonly open: string
  }
  readonly test: {
    readonly subject: (workspace: string) => string
    readonly body: (rule: string, workspace: string) => string
  }
  readonly trial: { readonly subject: string; readonly body: string }
}

/** What our letters say. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    invitation: {
      subject: (workspace) => `You are invited to the workspace ${workspace}`,
      body: (by, workspace) =>
        `${by} invites you to the workspace “${workspace}” of a Certman server, where certificates are issued and looked after.`,
      until: (date) => `The invitation can be accepted until ${date}.`,
      ignore: 'If you do not expect it, there is nothing you need to do.',
      accept: 'Accept the invitation',
    },
    alert: {
      subject: (count, workspace) =>
        count === 1
          ? `${workspace}: 1 thing is about to expire`
          : `${workspace}: ${count} things are about to expire`,
      intro: (workspace) =>
        `In the workspace “${workspace}” the following ends soon. What was renewed, replaced or revoked is left out.`,
      kinds: {
        certificate: 'Certificates',
        authority: 'Certificate authorities',
        revocationList: 'Revocation lists that should have been published anew',
        responder: 'OCSP responders that should have been replaced',
      },
      ends: (date, relative) => `${relative}, on ${date}`,
      over: (date) => `ended on ${date}`,
      more: (count) => `… and ${count} more.`,
      why: (rule) => `You get this e-mail because of the alert “${rule}”.`,
      open: 'Open what expires',
    },
    test: {
      subject: (workspace) => `${workspace}: test of an alert`,
      body: (rule, workspace) =>
        `This is a test of the alert “${rule}” in the workspace “${workspace}”. E-mail works.`,
    },
    trial: { subject: 'Certman can send e-mail', body: 'This is a test. E-mail works.' },
  },
  cs: {
    invitation: {
      subject: (workspace) => `Pozvánka do pracovního prostoru ${workspace}`,
      body: (by, workspace) =>
        `${by} vás zve do pracovního prostoru „${workspace}“ na serveru Certman, kde se vydávají a spravují certifikáty.`,
      until: (date) => `Pozvánku lze přijmout do ${date}.`,
      ignore: 'Pokud ji nečekáte, nemusíte nic dělat.',
      accept: 'Přijmout pozvánku',
    },
    alert: {
      subject: (count, workspace) => `${workspace}: brzy vyprší (${count})`,
      intro: (workspace) =>
        `V pracovním prostoru „${workspace}“ brzy skončí platnost následujících položek. Co bylo obnoveno, nahrazeno nebo odvoláno, zde není.`,
      kinds: {
        certificate: 'Certifikáty',
        authority: 'Certifikační autority',
        revocationList: 'Seznamy odvolaných certifikátů, které měly být znovu zveřejněny',
        responder: 'Odpovídače OCSP, které měly být vyměněny',
      },
      ends: (date, relative) => `${relative}, ${date}`,
      over: (date) => `platnost skončila ${date}`,
      more: (count) => `… a další (${count}).`,
      why: (rule) => `Tento e-mail dostáváte kvůli upozornění „${rule}“.`,
      open: 'Otevřít přehled vypršení',
    },
    test: {
      subject: (workspace) => `${workspace}: zkouška upozornění`,
      body: (rule, workspace) =>
        `Toto je zkouška upozornění „${rule}“ v pracovním prostoru „${workspace}“. E-mail funguje.`,
    },
    trial: { subject: 'Certman umí posílat e-maily', body: 'Toto je zkouška. E-mail funguje.' },
  },
  de: {
    invitation: {
      subject: (workspace) => `Einladung in den Arbeitsbereich ${workspace}`,
      body: (by, workspace) =>
        `${by} lädt Sie in den Arbeitsbereich „${workspace}“ eines Certman-Servers ein, in dem Zertifikate ausgestellt und gepflegt werden.`,
      until: (date) => `Die Einladung gilt bis ${date}.`,
      ignore: 'Wenn Sie sie nicht erwarten, brauchen Sie nichts zu tun.',
      accept: 'Einladung annehmen',
    },
    alert: {
      subject: (count, workspace) =>
        count === 1
          ? `${workspace}: 1 Ablauf steht bevor`
          : `${workspace}: ${count} Abläufe stehen bevor`,
      intro: (workspace) =>
        `Im Arbeitsbereich „${workspace}“ läuft Folgendes bald ab. Was erneuert, ersetzt oder widerrufen wurde, steht nicht darin.`,
      kinds: {
        certificate: 'Zertifikate',
        authority: 'Zertifizierungsstellen',
        revocationList: 'Sperrlisten, die neu veröffentlicht sein müssten',
        responder: 'OCSP-Responder, die ersetzt sein müssten',
      },
      ends: (date, relative) => `${relative}, am ${date}`,
      over: (date) => `abgelaufen am ${date}`,
      more: (count) => `… und ${count} weitere.`,
      why: (rule) => `Sie bekommen diese E-Mail wegen der Warnung „${rule}“.`,
      open: 'Abläufe ansehen',
    },
    test: {
      subject: (workspace) => `${workspace}: Probe einer Warnung`,
      body: (rule, workspace) =>
        `Dies ist eine Probe der Warnung „${rule}“ im Arbeitsbereich „${workspace}“. E-Mail funktioniert.`,
    },
    trial: {
      subject: 'Certman kann E-Mails senden',
      body: 'Dies ist eine Probe. E-Mail funktioniert.',
    },
  },
}
