import type { install as english } from '../en/install.ts'
import type { Same } from '../tree.ts'

export const install: Same<typeof english> = {
  step: {
    nginx: 'Zkopírujte oba soubory, uveďte je v bloku server, zkontrolujte a načtěte znovu.',
    apache:
      'Zkopírujte oba soubory, uveďte je ve virtuálním hostiteli, zkontrolujte a načtěte znovu.',
    caddy: 'Oba soubory uveďte za „tls“; Caddy pak nikoho jiného o certifikát nežádá.',
    haproxy: 'Jeden soubor obsahuje certifikát, vydavatele a klíč, v tomto pořadí.',
    traefik: 'Oba soubory uveďte v dynamické konfiguraci; změny si Traefik všimne sám.',
    node: 'Oba soubory předejte serveru; klienti se o kořenové CA dozví z proměnné prostředí.',
    kubernetes: 'Použijte Secret a uveďte jej v Ingressu nebo Gateway.',
    windows: 'V terminálu správce: důvěřujte kořenové CA a pak importujte klíč.',
    macos: 'Důvěřujte kořenové CA pro všechny uživatele. Safari, Chrome i Firefox se přidají.',
    ios: 'Otevřete kořenový certifikát na zařízení, nainstalujte profil v Nastavení a zapněte plnou důvěru: Nastavení → Obecné → Informace → Nastavení důvěryhodnosti certifikátů.',
    android:
      'Nastavení → Zabezpečení → Šifrování a přihlašovací údaje → Instalovat certifikát → Certifikát CA. Vlastní aplikace potřebují i soubor níže.',
    linux:
      'Zkopírujte kořenový certifikát tam, kam se systém dívá, a nechte jej znovu sestavit seznam.',
    firefox: 'Firefox na Linuxu má vlastní seznam; Chrome jej sdílí přes NSS.',
    java: 'Důvěřujte kořenové CA pro tuto Javu; server bere klíč z PKCS#12.',
    runtimes: 'Každý z nich hledá kořenové certifikáty na svém místě.',
  },
  pitfall: {
    nginx:
      'Jen certifikát bez vydavatelů: prohlížeče možná fungují, jiní klienti ne. Použijte celý řetězec.',
    apache: 'SSLCertificateChainFile je zastaralé; celý řetězec patří do SSLCertificateFile.',
    caddy: 'Caddy musí smět klíč číst: soubory uživatele root mu nepatří.',
    haproxy: 'V adresáři smějí být jen takové soubory: HAProxy načte všechny.',
    traefik: 'Certifikáty ve statické konfiguraci se přehlížejí; patří do dynamické.',
    node: 'Node nepoužívá úložiště systému, není-li nastaveno NODE_USE_SYSTEM_CA=1.',
    kubernetes: 'Secret musí být ve jmenném prostoru Ingressu, který jej uvádí.',
    windows: 'Import pro uživatele místo pro počítač: služby jej pak nevidí.',
    macos: 'V přihlašovací klíčence důvěra neplatí pro všechny uživatele ani pro služby.',
    ios: 'Nainstalovaný neznamená důvěryhodný: bez posledního přepínače selže každé spojení.',
    android: 'Aplikace přehlížejí kořenové certifikáty uživatelů, nejsou-li na to připraveny.',
    linux: 'V Debianu musí být soubor PEM a jeho název končit na .crt.',
    firefox: 'Prohlížeč musí být při změně svého seznamu zavřený.',
    java: 'Každá nainstalovaná Java má vlastní seznam; změňte ten, který běží.',
    runtimes:
      'SSL_CERT_FILE seznam nahrazuje, nedoplňuje: spojte oba, jsou-li třeba i veřejná jména.',
  },
}
