import type { DescribedAuthority } from './described.ts'

/** How one kind of system is told to trust a root. */
export interface Platform {
  readonly name: string
  /** Sentences before the commands, in order; `code` marks what is typed or seen. */
  readonly steps: readonly string[]
  /** Lines for a shell, to be run where the file was saved. */
  readonly commands: readonly string[]
  readonly note?: string
}

/** In the order in which people look for them. The file name holds nothing that a shell would read otherwise. */
export function platformsFor({ fileName }: DescribedAuthority): readonly Platform[] {
  const [crt, pem] = [`${fileName}.crt`, `${fileName}.pem`]
  return [
    {
      name: 'Windows',
      steps: ['For every user, in a terminal that runs as administrator:'],
      commands: [`certutil -addstore -f Root ${crt}`],
      note: 'For yourself only, add `-user` after `certutil`. Edge, Chrome and Firefox follow.',
    },
    {
      name: 'macOS',
      steps: ['For every user, in Terminal:'],
      commands: [
        'sudo security add-trusted-cert -d -r trustRoot \\',
        `  -k /Library/Keychains/System.keychain ${crt}`,
      ],
      note: 'Safari, Chrome and Firefox follow.',
    },
    {
      name: 'iPhone and iPad',
      steps: [
        'Open this page in Safari, choose `.crt` above and allow the download.',
        'Settings → General → VPN & Device Management → the downloaded profile → Install.',
        'It is trusted only after this: Settings → General → About → Certificate Trust Settings → switch on full trust for this root.',
      ],
      commands: [],
      note: 'No profile in Settings? The file is among the downloads in Files: tap it there once.',
    },
    {
      name: 'Android',
      steps: [
        'Download `.crt` above.',
        'Settings → Security & privacy → More security settings → Encryption & credentials → Install a certificate → CA certificate → Install anyway, and choose the file.',
      ],
      commands: [],
      note: 'Browsers follow. Other apps trust it only if they were built to accept user certificates.',
    },
    {
      name: 'Debian, Ubuntu, Alpine',
      steps: ['The file must be PEM and its name must end in `.crt`:'],
      commands: [
        `sudo cp ${pem} \\`,
        `  /usr/local/share/ca-certificates/${crt}`,
        'sudo update-ca-certificates',
      ],
    },
    {
      name: 'RHEL, Fedora, Rocky, Amazon Linux',
      steps: [],
      commands: [
        `sudo cp ${pem} \\`,
        '  /etc/pki/ca-trust/source/anchors/',
        'sudo update-ca-trust',
      ],
    },
    {
      name: 'Firefox',
      steps: [
        'Settings → Privacy & Security → Certificates → View Certificates → Authorities → Import, choose `.pem`, and tick “Trust this CA to identify websites”.',
      ],
      commands: [],
      note: 'Needed on Linux; on Windows and macOS Firefox takes over what the system trusts.',
    },
    {
      name: 'Chrome on Linux',
      steps: ['Chrome has a store of its own for each user (`certutil` is in libnss3-tools):'],
      commands: [`certutil -d sql:$HOME/.pki/nssdb -A -t C,, \\`, `  -n ${fileName} -i ${pem}`],
    },
    {
      name: 'Java',
      steps: ['Into the store of the JDK that runs the program:'],
      commands: [
        'keytool -importcert -noprompt -cacerts \\',
        `  -storepass changeit -alias ${fileName} \\`,
        `  -file ${crt}`,
      ],
    },
    {
      name: 'Node.js',
      steps: ['In addition to the public roots:'],
      commands: [`export NODE_EXTRA_CA_CERTS="$PWD/${pem}"`],
    },
    {
      name: 'Python',
      steps: [
        'For the ssl module and httpx, then for requests and pip; each in place of the public roots:',
      ],
      commands: [`export SSL_CERT_FILE="$PWD/${pem}"`, `export REQUESTS_CA_BUNDLE="$PWD/${pem}"`],
      note: 'Where the system trusts the root, `pip install pip-system-certs` or the truststore package lets Python follow it.',
    },
    {
      name: 'Git',
      steps: ['For one server (put in its address):'],
      commands: [
        'git config --global \\',
        `  http.https://git.example.com/.sslCAInfo "$PWD/${pem}"`,
      ],
    },
    {
      name: 'curl',
      steps: ['For one request:'],
      commands: [`curl --cacert ${pem} https://…`],
    },
    {
      name: 'Container images',
      steps: ['In a Dockerfile, on Debian, Ubuntu and Alpine:'],
      commands: [
        `COPY ${pem} \\`,
        `  /usr/local/share/ca-certificates/${crt}`,
        'RUN update-ca-certificates',
      ],
      note: 'The package ca-certificates must be installed in the image.',
    },
  ]
}
