import { fileNameFor } from '../files/make-files.ts'
import { fileNameOf } from '../files/save-file.ts'

/** How one system takes a certificate, or learns to trust its root: the files it wants, what to write, how to see that it works. */
export interface Platform {
  readonly id: PlatformId
  readonly name: string
  /** Serves with the certificate, or is a client that must trust its root. */
  readonly role: 'server' | 'client'
  readonly files: readonly string[]
  readonly code: readonly string[]
  readonly apply?: readonly string[]
  readonly verify?: readonly string[]
}

export type PlatformId =
  | 'nginx'
  | 'apache'
  | 'caddy'
  | 'haproxy'
  | 'traefik'
  | 'node'
  | 'kubernetes'
  | 'windows'
  | 'macos'
  | 'ios'
  | 'android'
  | 'linux'
  | 'firefox'
  | 'java'
  | 'runtimes'

/** The fifteen that people ask for, with the names of the files filled in. */
export function platformsFor(commonName: string): readonly Platform[] {
  const host = commonName.startsWith('*.') ? `www${commonName.slice(1)}` : commonName
  const base = fileNameOf(commonName)
  const fullchain = fileNameFor('fullchain', commonName)
  const key = `${base}.key`
  const chain = fileNameFor('chain', commonName)
  const p12 = fileNameFor('p12', commonName)
  const haproxy = fileNameFor('haproxy', commonName)
  const secret = fileNameFor('k8s', commonName)
  const root = 'root.pem'
  const look = [
    `openssl s_client -connect ${host}:443 -servername ${host} -CAfile ${root} </dev/null`,
  ]
  const curl = [`curl --cacert ${root} https://${host}/`]
  return [
    {
      id: 'nginx',
      name: 'nginx',
      role: 'server',
      files: [fullchain, key],
      code: [
        'server {',
        '  listen 443 ssl;',
        `  server_name ${commonName};`,
        `  ssl_certificate     /etc/nginx/tls/${fullchain};`,
        `  ssl_certificate_key /etc/nginx/tls/${key};`,
        '}',
      ],
      apply: ['sudo nginx -t && sudo nginx -s reload'],
      verify: look,
    },
    {
      id: 'apache',
      name: 'Apache',
      role: 'server',
      files: [fullchain, key],
      code: [
        '<VirtualHost *:443>',
        `  ServerName ${host}`,
        '  SSLEngine on',
        `  SSLCertificateFile    /etc/apache2/tls/${fullchain}`,
        `  SSLCertificateKeyFile /etc/apache2/tls/${key}`,
        '</VirtualHost>',
      ],
      apply: ['sudo apachectl configtest && sudo apachectl graceful'],
      verify: look,
    },
    {
      id: 'caddy',
      name: 'Caddy',
      role: 'server',
      files: [fullchain, key],
      code: [`${commonName} {`, `  tls /etc/caddy/tls/${fullchain} /etc/caddy/tls/${key}`, '}'],
      apply: ['caddy validate --config /etc/caddy/Caddyfile && sudo systemctl reload caddy'],
      verify: curl,
    },
    {
      id: 'haproxy',
      name: 'HAProxy',
      role: 'server',
      files: [haproxy],
      code: ['frontend https', `  bind :443 ssl crt /etc/haproxy/certs/${haproxy}`],
      apply: ['haproxy -c -f /etc/haproxy/haproxy.cfg && sudo systemctl reload haproxy'],
      verify: look,
    },
    {
      id: 'traefik',
      name: 'Traefik',
      role: 'server',
      files: [fullchain, key],
      code: [
        'tls:',
        '  certificates:',
        `    - certFile: /etc/traefik/tls/${fullchain}`,
        `      keyFile: /etc/traefik/tls/${key}`,
      ],
      verify: curl,
    },
    {
      id: 'node',
      name: 'Node.js',
      role: 'server',
      files: [fullchain, key],
      code: [
        "import { readFileSync } from 'node:fs'",
        "import { createServer } from 'node:https'",
        '',
        'createServer(',
        `  { cert: readFileSync('${fullchain}'), key: readFileSync('${key}') },`,
        "  (request, response) => response.end('hello'),",
        ').listen(443)',
      ],
      apply: [`NODE_EXTRA_CA_CERTS=${root} node client.js`],
      verify: curl,
    },
    {
      id: 'kubernetes',
      name: 'Kubernetes',
      role: 'server',
      files: [secret],
      code: [
        `kubectl apply -f ${secret}`,
        '',
        '# or from the two files:',
        `kubectl create secret tls ${base.replaceAll('.', '-')} --cert=${fullchain} --key=${key}`,
      ],
      verify: [
        `kubectl get secret ${base} -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -subject -enddate`,
      ],
    },
    {
      id: 'windows',
      name: 'Windows',
      role: 'client',
      files: [p12, 'root.cer'],
      code: [
        'certutil -addstore -f Root root.cer',
        `Import-PfxCertificate -FilePath ${p12} -CertStoreLocation Cert:\\LocalMachine\\My -Password (Read-Host -AsSecureString)`,
      ],
      verify: ['certutil -verifystore Root'],
    },
    {
      id: 'macos',
      name: 'macOS',
      role: 'client',
      files: [root],
      code: [
        'sudo security add-trusted-cert -d -r trustRoot \\',
        `  -k /Library/Keychains/System.keychain ${root}`,
      ],
      verify: [`security verify-cert -c ${fullchain} -p ssl -n ${host}`],
    },
    { id: 'ios', name: 'iOS, iPadOS', role: 'client', files: ['root.cer'], code: [] },
    {
      id: 'android',
      name: 'Android',
      role: 'client',
      files: ['root.cer'],
      code: [
        '<!-- res/xml/network_security_config.xml -->',
        '<network-security-config>',
        '  <base-config>',
        '    <trust-anchors>',
        '      <certificates src="system" />',
        '      <certificates src="user" />',
        '    </trust-anchors>',
        '  </base-config>',
        '</network-security-config>',
      ],
    },
    {
      id: 'linux',
      name: 'Linux',
      role: 'client',
      files: [root],
      code: [
        '# Debian, Ubuntu, Alpine',
        `sudo cp ${root} /usr/local/share/ca-certificates/certman-root.crt && sudo update-ca-certificates`,
        '# RHEL, Fedora, Amazon Linux',
        `sudo cp ${root} /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust`,
      ],
      verify: [`curl https://${host}/`],
    },
    {
      id: 'firefox',
      name: 'Firefox, NSS',
      role: 'client',
      files: [root],
      code: [`certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n certman-root -i ${root}`],
      verify: ['certutil -d sql:$HOME/.pki/nssdb -L'],
    },
    {
      id: 'java',
      name: 'Java',
      role: 'client',
      files: [root, p12],
      code: [
        `keytool -importcert -cacerts -alias certman-root -file ${root} -noprompt`,
        '',
        '# a server with its key',
        `java -Djavax.net.ssl.keyStore=${p12} -Djavax.net.ssl.keyStoreType=PKCS12 …`,
      ],
      verify: [`keytool -list -keystore ${p12}`],
    },
    {
      id: 'runtimes',
      name: 'Docker, Python, Go, Git',
      role: 'client',
      files: [root, chain],
      code: [
        '# Docker registry',
        `sudo install -D ${root} /etc/docker/certs.d/${host}/ca.crt`,
        '# Python (requests), Go',
        `export REQUESTS_CA_BUNDLE=${root} SSL_CERT_FILE=${root}`,
        '# Git',
        `git config --global http.sslCAInfo ${root}`,
      ],
      verify: [`git ls-remote https://${host}/repository.git`],
    },
  ]
}
