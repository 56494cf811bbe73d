/** What is done on a device so that it trusts a CA, with the file's name filled in. */
export interface TrustCommand {
  readonly id: string
  readonly label: string
  readonly code: string
}

/** @param file the PEM file's name without an extension: letters, digits and hyphens, safe in any shell */
export function trustCommands(file: string, title: string): readonly TrustCommand[] {
  const pem = `${file}.pem`
  return [
    {
      id: 'debian',
      label: 'Debian, Ubuntu',
      code: `sudo cp ${pem} /usr/local/share/ca-certificates/${file}.crt\nsudo update-ca-certificates`,
    },
    {
      id: 'fedora',
      label: 'Fedora, RHEL',
      code: `sudo cp ${pem} /etc/pki/ca-trust/source/anchors/\nsudo update-ca-trust`,
    },
    {
      id: 'macos',
      label: 'macOS',
      code: `sudo security add-trusted-cert -d -r trustRoot \\\n  -k /Library/Keychains/System.keychain ${pem}`,
    },
    {
      id: 'windows',
      label: 'Windows',
      code: `certutil -addstore -f Root ${pem}`,
    },
    {
      id: 'firefox',
      label: 'Firefox (NSS)',
      code: `certutil -d sql:$HOME/.mozilla/firefox/<profile> -A -t C,, \\\n  -n "${title}" -i ${pem}`,
    },
    {
      id: 'java',
      label: 'Java',
      code: `keytool -importcert -cacerts -alias ${file} -file ${pem}`,
    },
    { id: 'node', label: 'Node.js', code: `export NODE_EXTRA_CA_CERTS=$PWD/${pem}` },
    { id: 'python', label: 'Python, requests', code: `export REQUESTS_CA_BUNDLE=$PWD/${pem}` },
    { id: 'curl', label: 'curl', code: `curl --cacert ${pem} https://server.example` },
    {
      id: 'openssl',
      label: 'OpenSSL',
      code: `openssl verify -CAfile ${pem} server.pem`,
    },
  ]
}
