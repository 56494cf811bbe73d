import type { Same } from '../tree.ts'
import type { consent as English } from '../en/consent.ts'

export const consent = {
  title: 'Žádost o přístup',
  asks: '{{name}} žádá o přístup',
  resource: {
    api: 'Chce používat API vaším jménem.',
    mcp: 'Chce pro vás pracovat jako asistent (MCP).',
  },
  signedInAs: 'Přihlášen(a) jako {{email}}',
  who: {
    unverified: 'Za toto jméno nikdo neručí',
    unverifiedText:
      'Program se zaregistroval sám pod jménem, které si zvolil. Pokračujte, jen pokud jste to právě sami spustili.',
    document: 'Popsáno na {{host}}',
    documentText:
      'Ten hostitel to tvrdí sám o sobě. Pokračujte, jen pokud jste to právě sami spustili.',
    documentLocalText:
      'Ten hostitel to tvrdí sám o sobě, odpověď ale zůstává na tomto zařízení, kde se za něj může vydávat kterýkoli program. Pokračujte, jen pokud jste to právě sami spustili.',
    vouched: 'Vytvořeno ve vašem pracovním prostoru {{name}}',
    vouchedText: 'Klienta vytvořil někdo z tohoto prostoru na stránce Klienti OAuth.',
    foreign: 'Vytvořeno v prostoru, jehož nejste členem',
    foreignText: 'Pokračujte, jen pokud víte, kdo program provozuje.',
  },
  answersTo: 'Odpověď jde na',
  thisComputer: 'program v tomto počítači ({{place}})',
  appWithScheme: 'aplikaci v tomto zařízení ({{place}})',
  website: 'Web',
  clientId: 'ID klienta',
  workspace: 'Pracovní prostor',
  workspaceHint: 'Program vidí jen tento prostor.',
  permissions: 'Co smí',
  permissionsHint: 'U každé CA zvlášť a nikdy víc, než smíte vy.',
  freeHint: 'V tarifu Free patří všechna tři oprávnění k sobě.',
  authority: 'CA',
  read: 'Číst',
  issue: 'Vydávat',
  revoke: 'Odvolávat',
  all: 'Vše',
  tick: '{{permission}}: {{name}}',
  tickEvery: '{{permission}}: každá CA',
  protected: 'S heslovou frází',
  noAuthorities: 'Tento prostor ještě nemá žádnou CA; není k čemu přístup dát.',
  privateKeys: 'Smí v konverzaci ukázat soukromé klíče',
  privateKeysHint:
    'Vypnuto: klíče dostanete odkazem, model nikdy. Zapnuto: mohou skončit všude, kde se konverzace ukládá.',
  agree: 'Dát přístup',
  refuse: 'Odmítnout',
  tickFirst: 'Vyberte aspoň jedno oprávnění',
  noWorkspace: 'Nejste v žádném prostoru; požádejte o pozvání.',
  endLater: 'Ukončit to můžete kdykoli na stránce Klienti OAuth.',
  going: 'Zpět k programu …',
  missing: 'Tuto stránku otevírá program, který žádá o přístup. V adrese žádná žádost není.',
  device: {
    title: 'Připojit zařízení',
    intro: 'Zadejte kód, který ukazuje vaše zařízení nebo terminál.',
    code: 'Kód',
    find: 'Pokračovat',
    compare: 'Ukazuje zařízení přesně tento kód?',
    compareText:
      'Pokud vám kód nebo adresu této stránky někdo poslal, odmítněte: dostal by váš přístup.',
    another: 'Jiný kód',
    done: 'Zařízení je připojeno',
    doneText: 'Vraťte se k němu; tuto stránku lze zavřít.',
    refused: 'Zařízení bylo odmítnuto',
    refusedText: 'Přístup nedostane. Tuto stránku lze zavřít.',
  },
} satisfies Same<typeof English>
