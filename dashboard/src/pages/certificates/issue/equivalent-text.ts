/** The same request for a terminal or a program. Names of variables stand for what is secret. */
export interface EquivalentRequest {
  readonly caId: string
  readonly mode: 'managed' | 'csr'
  readonly commonName?: string | undefined
  readonly sanDns?: readonly string[] | undefined
  readonly sanIp?: readonly string[] | undefined
  readonly keyAlgorithm?: string | undefined
  readonly validityDays?: number | undefined
  readonly needsPassphrase?: boolean
}

/** What the body of /v1 holds; a request and a passphrase are read from where they are kept. */
function bodyOf(request: EquivalentRequest): Record<string, unknown> {
  const filled = Object.entries(request).filter(
    ([name, value]) =>
      name !== 'needsPassphrase' &&
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(filled)
}

export function curlOf(request: EquivalentRequest, origin: string = location.origin): string {
  const body = JSON.stringify(bodyOf(request), null, 2)
  const head = [
    `curl --fail-with-body ${origin}/v1/certificates \\`,
    `  -H "Authorization: Bearer $CERTMAN_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
  ]
  if (request.mode !== 'csr' && request.needsPassphrase !== true) {
    return [...head, `  -d ${quoted(body)}`].join('\n')
  }
  const added = [
    ...(request.mode === 'csr' ? ['--rawfile csr request.csr'] : []),
    ...(request.needsPassphrase === true ? ['--arg pass "$CERTMAN_CA_PASSPHRASE"'] : []),
  ]
  const merged = [
    ...(request.mode === 'csr' ? ['csrPem: $csr'] : []),
    ...(request.needsPassphrase === true ? ['caPassphrase: $pass'] : []),
  ]
  const filter = `. + {${merged.join(', ')}}`
  return [
    `jq -n ${added.join(' ')} \\`,
    `  ${quoted(`${body} | ${filter}`)} |`,
    ...head,
    '  --data-binary @-',
  ].join('\n')
}

export function cliOf(request: EquivalentRequest): string {
  const { caId, commonName, sanDns = [], sanIp = [], keyAlgorithm, validityDays } = request
  const isManaged = request.mode === 'managed'
  const parts = [
    'certman cert issue',
    `--ca-id ${caId}`,
    ...(commonName === undefined ? [] : [`--common-name ${quoted(commonName)}`]),
    ...(sanDns.length === 0 ? [] : [`--san-dns ${quoted(sanDns.join(','))}`]),
    ...(sanIp.length === 0 ? [] : [`--san-ip ${quoted(sanIp.join(','))}`]),
    ...(isManaged && keyAlgorithm !== undefined ? [`--key-algorithm ${keyAlgorithm}`] : []),
    ...(validityDays === undefined ? [] : [`--validity-days ${validityDays}`]),
    ...(isManaged ? [] : ['--csr request.csr']),
    '--out-cert cert.pem',
    ...(isManaged ? ['--out-key key.pem'] : []),
  ]
  return parts.join(' \\\n  ')
}

export function sdkOf(request: EquivalentRequest, origin: string = location.origin): string {
  const members = Object.entries(bodyOf(request)).map(
    ([name, value]) => `  ${name}: ${JSON.stringify(value).replaceAll('"', "'")},`,
  )
  if (request.mode === 'csr') members.push("  csrPem: await readFile('request.csr', 'utf8'),")
  if (request.needsPassphrase === true) {
    members.push('  caPassphrase: process.env.CERTMAN_CA_PASSPHRASE,')
  }
  return [
    "import { createCertmanClient } from '@certman/sdk'",
    ...(request.mode === 'csr' ? ["import { readFile } from 'node:fs/promises'"] : []),
    '',
    `const client = createCertmanClient({ apiKey: process.env.CERTMAN_API_KEY, baseUrl: '${origin}' })`,
    'const { certificate, privateKey } = await client.certificates.issue({',
    ...members,
    '})',
  ].join('\n')
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w.,:@%+=/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
