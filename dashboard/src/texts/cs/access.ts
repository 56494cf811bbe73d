import type { access as english } from '../en/access.ts'
import type { Same } from '../tree.ts'

export const access: Same<typeof english> = {
  title: 'Přihlášení',
  email: 'E-mailová adresa',
  password: 'Heslo',
  signIn: 'Přihlásit se',
  toSignIn: 'Přejít k přihlášení',
  or: 'nebo',
  withPasskey: 'Přihlásit se přístupovým klíčem',
  withProvider: 'Přihlásit se přes {{name}}',
  noPasskeys:
    'Přístupové klíče potřebují prohlížeč, který je umí, a adresu se jménem: otevřete localhost místo 127.0.0.1',
  lost: 'Ztratili jste heslo nebo zařízení? Provozovatel této instance vám vytvoří odkaz pro nastavení přístupu.',
  insecure:
    'Tato stránka je otevřená bez TLS, takže prohlížeče její relaci neuloží. Otevřete ji přes https://, nebo jako localhost přímo na serveru.',
  notKept:
    'Prohlížeč relaci neuložil: stránka je otevřená bez TLS. Otevřete ji přes https://, nebo jako localhost přímo na serveru.',
  problem: {
    notInvited:
      'Nikdo s touto e-mailovou adresou tu není známý. Požádejte vlastníka svého pracovního prostoru o pozvánku.',
    unverified:
      'Poskytovatel vaši e-mailovou adresu neověřil. Ověřte ji u něj, nebo se přihlaste jinak.',
    failed: 'Poskytovatel vás nepřihlásil. Zkuste to znovu, nebo se přihlaste jinak.',
    expired: 'Trvalo to příliš dlouho, nebo to začalo v jiném prohlížeči. Zkuste to znovu.',
    unavailable: 'Poskytovatel není dostupný. Zkuste to později, nebo se přihlaste jinak.',
  },
  code: {
    title: 'Ještě jeden krok',
    intro: 'Heslo je správné. Teď ukažte, že máte i svůj druhý faktor.',
    label: 'Kód z ověřovací aplikace',
    hint: 'Šest číslic; každých 30 sekund nové',
    recoveryLabel: 'Záchranný kód',
    recoveryHint: 'Šestnáct znaků; každý kód platí jednou',
    useRecovery: 'Použít záchranný kód',
    useApp: 'Použít aplikaci',
    restart: 'Začít znovu',
  },
  setup: {
    title: 'Nastavení přístupu',
    intro: 'Tento odkaz funguje jednou. Zvolte si heslo; hned potom můžete přidat přístupový klíč.',
    name: 'Jméno',
    nameHint: 'Jak vás uvidí ostatní ve vašich pracovních prostorech',
    password: 'Heslo',
    passwordHint: 'Nejméně 8 znaků. Nejlepší je několik slov, která k sobě nepatří.',
    continue: 'Nastavit heslo a pokračovat',
    closed: 'Tento odkaz už nefunguje',
    closedHint:
      'Byl použit, vypršel, nebo se nezkopíroval celý. Pokud už heslo máte, přihlaste se jím; jinak požádejte provozovatele této instance o nový odkaz: <code>certman-server user set-up-link</code>.',
    passkeyTitle: 'Přidejte si přístupový klíč',
    passkeyIntro:
      'Přihlašujte se otiskem prstu, tváří nebo PINem zařízení: nic k psaní, nic k vylákání.',
    addPasskey: 'Přidat přístupový klíč',
    later: 'Teď ne',
  },
  proof: {
    title: 'Potvrďte, že jste to vy',
    intro: 'To, co se chystáte udělat, je citlivé. Potvrzení platí deset minut.',
    passkey: 'Potvrdit přístupovým klíčem',
    useCode: 'Raději kódem',
    usePassword: 'Raději heslem',
    confirm: 'Potvrdit',
    nothing:
      'Váš účet nemá heslo ani přístupový klíč. Odhlaste se a znovu přihlaste: i to je potvrzení.',
    factorTitle: 'Ukažte svůj druhý faktor',
    factorIntro: 'Do tohoto pracovního prostoru smí jen ten, kdo jej ukázal.',
    noFactor: 'Zatím žádný nemáte. Přidejte si k účtu přístupový klíč nebo ověřovací aplikaci.',
    toAccount: 'Přejít na můj účet',
  },
}
