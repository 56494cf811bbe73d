import type { TextTree } from '../tree.ts'

export const install = {
  step: {
    nginx: 'Copy both files, name them in the server block, check and reload.',
    apache: 'Copy both files, name them in the virtual host, check and reload.',
    caddy: 'Name both files after “tls”; Caddy then asks nobody else for a certificate.',
    haproxy: 'One file holds certificate, issuers and key, in this order.',
    traefik: 'Name both files in the dynamic configuration; Traefik notices the change by itself.',
    node: 'Hand both files to the server; clients learn of the root by an environment variable.',
    kubernetes: 'Apply the Secret and name it in the Ingress or Gateway.',
    windows: 'In a terminal that runs as administrator: trust the root, then import the key.',
    macos: 'Trust the root for every user. Safari, Chrome and Firefox follow.',
    ios: 'Open the root on the device, install the profile in Settings, then switch on full trust: Settings → General → About → Certificate Trust Settings.',
    android:
      'Settings → Security → Encryption & credentials → Install a certificate → CA certificate. Your own apps also need the file below.',
    linux: 'Copy the root to where the system looks, and let it rebuild its list.',
    firefox: 'Firefox on Linux has its own list; Chrome on Linux shares it through NSS.',
    java: 'Trust the root for this Java; a server takes its key from PKCS#12.',
    runtimes: 'Each of these looks in its own place for roots.',
  },
  pitfall: {
    nginx:
      'Only the certificate without its issuers: browsers may work, other clients fail. Use the full chain.',
    apache: 'SSLCertificateChainFile is obsolete; the full chain belongs into SSLCertificateFile.',
    caddy: 'Caddy must be able to read the key: files of root are not its own.',
    haproxy: 'The directory must hold nothing but such files: HAProxy loads them all.',
    traefik:
      'Certificates in the static configuration are ignored; they belong into the dynamic one.',
    node: 'Node does not use the trust store of the system unless NODE_USE_SYSTEM_CA=1 is set.',
    kubernetes: 'The Secret must be in the namespace of the Ingress that names it.',
    windows: 'Imported for the user instead of the machine: services then do not see it.',
    macos: 'Added to the login keychain it is not trusted for every user, and not for servers.',
    ios: 'Installed is not trusted: without the last switch every connection fails.',
    android: 'Apps ignore roots that users add unless they were built to accept them.',
    linux: 'On Debian the file must be PEM and its name must end in .crt.',
    firefox: 'The browser must be closed while its list is changed.',
    java: 'Each installed Java has a list of its own; change the one that runs.',
    runtimes:
      'SSL_CERT_FILE replaces the list instead of adding to it: join both if public names are needed too.',
  },
} satisfies TextTree
