import {
  generateKeyPairSync,
  hash as digest,
  randomBytes,
  sign,
  createPublicKey,
  verify as check,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import {
  asSerialNumber,
  buildAuthorityTbs,
  buildCertificationRequest,
  buildLeafTbs,
  buildRootTbs,
  encodeName,
  lintTbs,
  nameFrom,
  normalizeDnsName,
  parseCertificate,
  parseNameString,
  parsePublicKey,
  prepareIssuer,
  signCertificate,
  signatureAlgorithmFor,
  signatureHash,
} from '@certman/x509'
import type {
  Certificate,
  ExtendedKeyUsage,
  GeneralName,
  Hash,
  IssuerTemplate,
  Name,
  SerialNumber,
  Signer,
  Verify,
} from '@certman/x509'

/** A matrix of certificates and requests of every kind that we issue, for judges that we did not write. */
export const KEY_KINDS = ['P-256', 'P-384', 'P-521', 'Ed25519', 'RSA-2048', 'RSA-4096'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

export interface Issued {
  readonly label: string
  readonly certificate: Certificate
  readonly issuer: Certificate
  readonly kind: KeyKind
  readonly issuerKind: KeyKind
}

export interface Requested {
  readonly label: string
  readonly kind: KeyKind
  readonly subject: Name
  readonly subjectAltNames: readonly GeneralName[]
  readonly der: Uint8Array
}

export interface Matrix {
  readonly roots: readonly Issued[]
  readonly authorities: readonly Issued[]
  readonly leaves: readonly Issued[]
  readonly requests: readonly Requested[]
}

export const hash: Hash = (name, data) =>
  digest(name.replace('-', '').toLowerCase(), data, 'buffer')

export const verify: Verify = (algorithm, key, data, signature) => {
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' })
  return check(signatureHash(algorithm)?.replace('-', '') ?? null, data, publicKey, signature)
}

/** Now: not every judge can be told another time. */
export const JUDGED_AT = new Date()
const DAY = 86_400_000
const NOT_BEFORE = new Date(Math.floor(JUDGED_AT.getTime() / 1000) * 1000 - DAY)
const NOT_AFTER = new Date(NOT_BEFORE.getTime() + 365 * DAY)
const FAR = new Date('2071-12-31T23:59:59Z')

const dns = (...values: readonly string[]): GeneralName[] =>
  values.map((value) => ({ type: 'dns', value: normalizeDnsName(value) }))

interface Shape {
  readonly label: string
  readonly subject: Name
  readonly names: readonly GeneralName[]
  readonly notAfter?: string
  readonly purposes?: readonly ExtendedKeyUsage[]
  readonly withoutAddresses?: boolean
}

const SHAPES: readonly Shape[] = [
  {
    label: 'one name',
    subject: nameFrom({ commonName: 'example.com' }),
    names: dns('example.com'),
  },
  {
    label: 'an empty subject',
    subject: nameFrom({}),
    names: dns('only-alt.example.com', '*.only-alt.example.com'),
  },
  {
    label: 'a full subject with other scripts',
    subject: nameFrom({
      country: 'DE',
      state: 'Bayern',
      locality: 'München',
      organization: 'Müller & Söhne, "日本" <x>; +=\\',
      organizationalUnit: '#1 Отдел',
      commonName: 'Zoë Example 😀',
    }),
    names: dns('bücher.example', '*.例え.テスト', 'пример.example'),
  },
  {
    label: 'addresses',
    subject: nameFrom({ commonName: '192.0.2.1' }),
    names: [
      '192.0.2.1',
      '0.0.0.0',
      '2001:db8::1',
      '::1',
      '::',
      '::ffff:192.0.2.1',
      'fe80::1:2:3:4',
    ].map((value) => ({ type: 'ip', value })),
  },
  {
    label: 'mailboxes and URIs',
    subject: parseNameString(
      'CN=Alice Example+2.5.4.97=#0c054e5452585f,O=Example,DC=example,DC=net',
    ),
    names: [
      { type: 'email', value: 'alice.b+c@example.com' },
      { type: 'uri', value: 'spiffe://example.com/service/a' },
      ...dns('alice.example'),
    ],
    purposes: ['clientAuth', 'emailProtection'],
  },
  {
    label: 'two hundred names',
    subject: nameFrom({ organization: 'o'.repeat(64) }),
    names: dns(
      ...Array.from(
        { length: 200 },
        (_, i) => `host-${i}.${'a'.repeat(i % 60) || 'b'}.example.com`,
      ),
    ),
  },
  {
    label: 'an end in 2049',
    subject: nameFrom({ commonName: 'localhost' }),
    names: dns('localhost'),
    notAfter: '2049-12-31T23:59:59Z',
  },
  {
    label: 'an end in 2050',
    subject: nameFrom({ commonName: '*.example.com' }),
    names: dns('*.example.com'),
    notAfter: '2050-01-01T00:00:00Z',
    withoutAddresses: true,
  },
]

export interface Key extends Signer {
  readonly privateKey: KeyObject
  readonly kind: KeyKind
}

export interface Authority {
  readonly key: Key
  readonly certificate: Certificate
  readonly template: IssuerTemplate
  readonly bare: IssuerTemplate
}

export function makeKey(kind: KeyKind): Key {
  const pair = generate(kind)
  const publicKey = parsePublicKey(pair.publicKey.export({ type: 'spki', format: 'der' }))
  const algorithm = signatureAlgorithmFor(publicKey)
  const name = signatureHash(algorithm)?.replace('-', '') ?? null
  return {
    kind,
    publicKey,
    algorithm,
    privateKey: pair.privateKey,
    sign: (data) => sign(name, data, pair.privateKey),
  }
}

function generate(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519')
  if (kind === 'RSA-2048' || kind === 'RSA-4096')
    return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) })
  return generateKeyPairSync('ec', { namedCurve: kind })
}

/** Sixteen to twenty octets, with and without a sign octet. */
export function serialNumber(index: number): SerialNumber {
  const octets = randomBytes(16 + (index % 4))
  octets[0] = index % 2 === 0 ? octets[0]! | 0x80 : (octets[0]! & 0x7f) | 0x01
  return asSerialNumber(octets)
}

/** Six roots, six authorities below them, every kind of leaf key in every shape below each, and requests. */
export async function makeMatrix(): Promise<Matrix> {
  const roots: Issued[] = []
  const authorities: Issued[] = []
  const leaves: Issued[] = []
  const leafKeys = KEY_KINDS.map(makeKey)
  for (const [index, kind] of KEY_KINDS.entries()) {
    const root = await makeAuthority(null, kind, `Root of ${kind}`, index % 2 === 0 ? null : 3)
    const below = await makeAuthority(
      root,
      KEY_KINDS[(index + 1) % KEY_KINDS.length]!,
      `Issuing of ${kind}`,
      0,
    )
    roots.push({
      label: `root ${kind}`,
      certificate: root.certificate,
      issuer: root.certificate,
      kind,
      issuerKind: kind,
    })
    authorities.push({
      label: `authority below ${kind}`,
      certificate: below.certificate,
      issuer: root.certificate,
      kind: below.key.kind,
      issuerKind: kind,
    })
    for (const [shapeIndex, shape] of SHAPES.entries()) {
      // Each issuer signs every shape for half of the kinds; together every kind meets every shape and every issuer.
      for (const key of leafKeys.filter(
        (_, keyIndex) => (keyIndex + shapeIndex + index) % 2 === 0,
      )) {
        leaves.push(await issue(below, key, shape, leaves.length))
      }
    }
  }
  return { roots, authorities, leaves, requests: await makeRequests(leafKeys) }
}

async function issue(authority: Authority, key: Key, shape: Shape, index: number): Promise<Issued> {
  const template = shape.withoutAddresses ? authority.bare : authority.template
  const tbs = buildLeafTbs(
    template,
    {
      serialNumber: serialNumber(index),
      subject: shape.subject,
      notBefore: NOT_BEFORE,
      notAfter: shape.notAfter ? new Date(shape.notAfter) : NOT_AFTER,
      publicKey: key.publicKey,
      subjectAltNames: shape.names,
      ...(shape.purposes && { extendedKeyUsage: shape.purposes }),
    },
    hash,
  )
  const linted = lintTbs(tbs, authority, 'leaf')
  return {
    label: `${shape.label}, ${key.kind} below ${authority.key.kind}`,
    certificate: parseCertificate(await signCertificate(linted, authority.key)),
    issuer: authority.certificate,
    kind: key.kind,
    issuerKind: authority.key.kind,
  }
}

export async function makeAuthority(
  parent: Authority | null,
  kind: KeyKind,
  commonName: string,
  pathLength: number | null,
): Promise<Authority> {
  const key = makeKey(kind)
  const subject = encodeName([
    ...nameFrom({ country: 'CH', organization: 'Zürich Tests', commonName }).rdns,
  ])
  const parameters = {
    serialNumber: serialNumber(1),
    subject,
    notBefore: NOT_BEFORE,
    notAfter: FAR,
    publicKey: key.publicKey,
    pathLength,
  }
  const linted =
    parent === null
      ? lintTbs(buildRootTbs(parameters, hash), 'self-signed', 'root')
      : lintTbs(buildAuthorityTbs(parent.template, parameters, hash), parent, 'authority')
  const certificate = parseCertificate(await signCertificate(linted, parent?.key ?? key))
  const template = prepareIssuer({
    certificate,
    crlUrls: ['http://pki.example:8421/crl/5f9a.crl', 'http://[2001:db8::1]/crl/5f9a.crl'],
    ocspUrls: ['http://pki.example:8421/ocsp/5f9a'],
    caIssuersUrls: ['http://pki.example:8421/ca/5f9a.crt'],
  })
  return { key, certificate, template, bare: prepareIssuer({ certificate }) }
}

async function makeRequests(keys: readonly Key[]): Promise<Requested[]> {
  const requests: Requested[] = []
  for (const key of keys) {
    for (const { label, subject, names } of SHAPES) {
      const der = await buildCertificationRequest({ subject, subjectAltNames: names, signer: key })
      requests.push({
        label: `${label}, ${key.kind}`,
        kind: key.kind,
        subject,
        subjectAltNames: names,
        der,
      })
    }
    const subject = nameFrom({ commonName: 'no alternative names' })
    const der = await buildCertificationRequest({ subject, signer: key })
    requests.push({
      label: `no alternative names, ${key.kind}`,
      kind: key.kind,
      subject,
      subjectAltNames: [],
      der,
    })
  }
  return requests
}
