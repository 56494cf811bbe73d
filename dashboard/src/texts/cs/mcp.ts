import type { mcp as english } from '../en/mcp.ts'
import type { Same } from '../tree.ts'

export const mcp: Same<typeof english> = {
  connect: {
    title: 'Připojit AI asistenta',
    intro:
      'Asistenti, kteří mluví protokolem Model Context Protocol (MCP), za vás vypisují, vydávají, obnovují a odvolávají certifikáty, v rámci práv, která jim dáte.',
    address: 'Adresa tohoto serveru pro asistenty',
    clients: 'Programy',
  },
  reach: {
    thisMachine: {
      title: 'Na tuto adresu dosáhnou jen programy na tomto počítači',
      text: 'Pro ostatní nastaví provozovatel CERTMAN_PUBLIC_URL. Claude (i jeho aplikace pro počítač) a ChatGPT se připojují z cloudu svých výrobců: potřebovaly by veřejné jméno nebo tunel.',
    },
    privateNetwork: {
      title: 'Na tuto adresu dosáhnou jen programy ve vaší síti',
      text: 'Claude Code, Cursor a VS Code na vašich počítačích ano. Claude (i jeho aplikace pro počítač) a ChatGPT se připojují z cloudu svých výrobců: potřebují tunel a veřejně důvěryhodný certifikát.',
    },
    publicName: {
      title: 'Na tuto adresu mohou dosáhnout programy odkudkoli',
      text: 'Pokud je otevřená do internetu. Claude (i jeho aplikace pro počítač) a ChatGPT se připojují z cloudu svých výrobců a přijmou jen veřejně důvěryhodný certifikát.',
    },
  },
  plain: {
    title: 'Bez TLS',
    text: 'Klíče a tokeny jdou po síti nechráněné. Než se někdo připojí, nastavte CERTMAN_TLS, nebo nechte TLS ukončit proxy.',
  },
  signIn: { oauth: 'Přihlášení v prohlížeči', apiKey: 'S API klíčem' },
  shell: 'v terminálu',
  install: 'Přidat do {{name}}',
  client: {
    claudeCode: {
      name: 'Claude Code',
      steps:
        'Spusťte tento příkaz, potom v Claude Code napište /mcp a zvolte certman, abyste se přihlásili.',
    },
    claude: {
      name: 'Claude',
      steps:
        'Přizpůsobit (Customize) → Konektory → + → Přidat vlastní konektor. Vložte adresu, připojte a přihlaste se. Konfigurační soubor aplikace pro počítač adresy nebere.',
    },
    cursor: {
      name: 'Cursor',
      steps:
        'Přidejte jedním kliknutím, nebo vložte toto do souboru; potom se přihlaste v postranním panelu pod Customize.',
    },
    vscode: {
      name: 'VS Code',
      steps: 'Přidejte jedním kliknutím, nebo vložte toto do souboru svého projektu.',
    },
    chatgpt: {
      name: 'ChatGPT',
      steps:
        'Nastavení → Aplikace → Pokročilá nastavení: zapněte vývojářský režim. Potom Vytvořit aplikaci: vložte adresu, zvolte OAuth a přihlaste se.',
    },
    other: {
      name: 'Ostatní',
      steps:
        'Programy, které se připojují přes HTTP, vezmou adresu. Pro ty, které jen spouštějí program, je tu příkazová řádka: certman mcp vše předává dál.',
    },
  },
  test: {
    title: 'Funguje to?',
    intro: 'Server se podívá na vlastní adresu tak, jak by to udělal asistent.',
    run: 'Vyzkoušet adresu',
    ok: 'Funguje',
    failed: 'Nefunguje',
    step: {
      reach: 'Adresa odpovídá',
      signIn: 'Cesta k přihlášení se najde',
      protocol: 'Protokol odpovídá',
    },
  },
  promises: {
    title: 'Co asistenti nemohou',
    keys: 'Vidět soukromé klíče: dostanou odkaz, který se otevře jednou, vám, po přihlášení, do deseti minut. Výjimka je napsána přímo u API klíče nebo oprávnění.',
    plan: 'Hned odvolávat: nejdřív přijde plán slovy a teprve váš souhlas ho provede. Totéž platí pro mnoho certifikátů za sebou.',
    passphrase: 'Dozvědět se heslo chráněné CA: místo toho vás pošlou sem.',
    rights:
      'Víc, než smí jejich API klíč nebo oprávnění, u CA, které jste zaškrtli. Co udělali, stojí v záznamu událostí.',
  },
  activity: {
    title: 'Co asistenti naposledy udělali',
    none: 'Žádný asistent zatím nic neudělal',
    noneYet: 'Co vydají, obnoví, odvolají nebo co jim bude odepřeno, bude stát zde.',
    at: 'Kdy',
    client: 'Asistent',
    deed: 'Co',
    certificate: 'Certifikát',
  },
  refused: 'odepřeno',
  action: {
    issued: 'Vydal certifikát',
    renewed: 'Obnovil certifikát',
    revoked: 'Odvolal certifikát',
    keyLeft: 'Uložil soukromý klíč pro jeho majitele',
    forbidden: 'Zkusil, co nesmí',
    notIssued: 'Zkusil vydat nebo obnovit',
    notRevoked: 'Zkusil odvolat',
    passphrase: 'Narazil na chráněnou CA',
  },
}
