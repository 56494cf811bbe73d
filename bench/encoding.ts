import { randomUUID } from 'node:crypto'
import {
  buildLeafTbs,
  buildRootTbs,
  equalBytes,
  lintTbs,
  nameFrom,
  parseCertificate,
  prepareIssuer,
  signCertificate,
  type LeafParameters,
  type LintedTbs,
  type Signer,
} from '@certman/x509'
import type { PreparedIssuer } from '../server/src/ca/issuer.ts'
import { addressesOf } from '../server/src/ca/revocation/publication.ts'
import { hash, randomBytes, verify } from '../server/src/keys/crypto.ts'
import { newUuid } from '../server/src/pki/identifier.ts'
import { newSerialNumber } from '../server/src/pki/serial-number.ts'
import { newSigner, synchronous } from '../test/_kit/own-request.ts'
import { cryptographicFloor, FLOOR_NAMES } from './floor.ts'
import { alternate, cpuOf } from './measure.ts'
import type { Figure } from './table.ts'

const RUNS = 2000
const DAY = 86_400_000

/** Building, linting and signing one leaf, without HTTP and without a store, by the functions that the server calls. */
export async function measureEncoding(rounds: number): Promise<readonly Figure[]> {
  const floor = cryptographicFloor()
  const { build, lint, signed, check } = issuance()
  const der = signed()
  const subjects = {
    floor: () => cpuOf(floor.sign, RUNS),
    build: () => cpuOf(build, RUNS),
    lint: () => cpuOf(() => lint(build()), RUNS),
    sign: () => cpuOf(signed, RUNS),
    check: () => cpuOf(() => check(der), RUNS),
  }
  await alternate(subjects, 2) // compiled by then
  const measured = await alternate(subjects, rounds)
  const against = (name: string): NonNullable<Figure['floor']> => ({
    name: FLOOR_NAMES.sign,
    value: measured.median('floor'),
    ratio: measured.ratio(name, 'floor'),
  })
  return [
    { subject: 'build a leaf', value: measured.median('build'), floor: against('build') },
    { subject: 'build and lint', value: measured.median('lint'), floor: against('lint') },
    {
      subject: 'build, lint, sign',
      value: measured.median('sign'),
      floor: against('sign'),
      target: 2,
    },
    {
      subject: 'step 8: parse, compare, verify',
      value: measured.median('check'),
      floor: against('check'),
      note: 'beside it',
    },
  ]
}

interface Issuance {
  /** With its serial number: the TBSCertificate, not linted. */
  readonly build: () => Uint8Array
  readonly lint: (tbs: Uint8Array) => LintedTbs
  readonly signed: () => Uint8Array
  /** Step 8 of docs/issuance.md. */
  readonly check: (der: Uint8Array) => void
}

/** A P-256 issuer and a leaf of two DNS names and one address, with everything that the server puts into one. */
function issuance(): Issuance {
  const { signer } = newSigner()
  const { certificate, template } = preparedIssuer(signer)
  const notBefore = new Date(certificate.notBefore)
  const leaf: Omit<LeafParameters, 'serialNumber'> = {
    subject: nameFrom({ commonName: 'api.example.com' }),
    notBefore,
    notAfter: new Date(notBefore.getTime() + 365 * DAY),
    publicKey: newSigner().signer.publicKey,
    subjectAltNames: [
      { type: 'dns', value: 'api.example.com' },
      { type: 'dns', value: 'www.example.com' },
      { type: 'ip', value: '192.168.1.1' },
    ],
  }
  const build = (): Uint8Array =>
    buildLeafTbs(template, { ...leaf, serialNumber: newSerialNumber(randomBytes) }, hash)
  const lint = (tbs: Uint8Array): LintedTbs => lintTbs(tbs, { certificate }, 'leaf')
  return {
    build,
    lint,
    signed: () => synchronous(signCertificate(lint(build()), signer)),
    check: (der) => {
      const { tbs, signature } = parseCertificate(der)
      if (!equalBytes(tbs, der.subarray(4, 4 + tbs.length))) throw new Error('other octets')
      if (!verify(signer.algorithm, signer.publicKey, tbs, signature))
        throw new Error('no signature')
    },
  }
}

function preparedIssuer(signer: Signer): PreparedIssuer {
  const now = Math.floor(Date.now() / 1000) * 1000
  const root = buildRootTbs(
    {
      serialNumber: newSerialNumber(randomBytes),
      subject: nameFrom({ commonName: 'Bench CA', organization: 'Bench' }),
      notBefore: new Date(now - 60_000),
      notAfter: new Date(now + 3650 * DAY),
      publicKey: signer.publicKey,
      pathLength: 0,
    },
    hash,
  )
  const der = synchronous(signCertificate(lintTbs(root, 'self-signed', 'root'), signer))
  const certificate = parseCertificate(der)
  const addresses = addressesOf('http://pki.example.com', newUuid(randomUUID), 0)
  return { certificate, template: prepareIssuer({ certificate, ...addresses }) }
}
