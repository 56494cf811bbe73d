import { describe, expect, test } from 'vitest'
import {
  NOT_AFTER,
  NOT_BEFORE,
  authority,
  hash,
  rootAuthority,
  serialNumber,
  signed,
  signerOf,
  verify,
} from './_keys.ts'
import type { Authority } from './_keys.ts'
import { authorityFields, encodeFields, extension, leafFields, replacing } from './_tbs.ts'
import type { Fields } from './_tbs.ts'
import { buildLeafTbs } from './build-certificate.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { buildChain } from './chain.ts'
import { parseHex } from './bytes.ts'
import { constructed } from './der/tag.ts'
import { encodeDer } from './der/writer.ts'
import { encodeAlternativeName } from './extensions/alternative-name.ts'
import { encodeBasicConstraints } from './extensions/basic-constraints.ts'
import { encodeExtendedKeyUsage } from './extensions/extended-key-usage.ts'
import { encodeSubjectKeyIdentifier, keyIdentifierOf } from './extensions/key-identifier.ts'
import { encodeKeyUsage } from './extensions/key-usage.ts'
import { writeGeneralName } from './general-name.ts'
import type { GeneralName } from './general-name.ts'
import { encodeName, nameFrom } from './name.ts'
import { OID } from './oids.ts'
import { signDer } from './signer.ts'
import { verifyChain } from './verify-chain.ts'
import type { ChainOptions } from './verify-chain.ts'

const at = new Date('2030-01-01T00:00:00Z')
const root = rootAuthority({ pathLength: 1 })
const issuing = authority(root, { commonName: 'Chain Issuing', pathLength: 0 })

/** Signs whatever fields are given, good or bad, as no caller of this package could. */
function sign(issuer: Authority, fields: Fields): Certificate {
  return parseCertificate(signed(signDer(encodeFields(fields), issuer.signer)))
}

function leaf(
  issuer: Authority = issuing,
  change: (fields: Fields) => Partial<Fields> = () => ({}),
): Certificate {
  const fields = leafFields(issuer)
  return sign(issuer, { ...fields, ...change(fields) })
}

/** An authority of any fields, without what lint would say about it. */
function rawAuthority(
  issuer: Authority,
  label: string,
  change: (fields: Fields) => Partial<Fields>,
): Authority {
  const signer = signerOf('P-256', label)
  const fields = {
    ...authorityFields(issuer, null),
    subject: nameFrom({ commonName: label }),
    publicKey: signer.publicKey,
  }
  const extensions = replacing(fields.extensions, OID.subjectKeyIdentifier, null)
  const certificate = sign(issuer, { ...fields, extensions, ...change({ ...fields, extensions }) })
  return { certificate, signer, template: issuer.template }
}

const set =
  (oid: string, critical: boolean, value: Uint8Array | null) =>
  ({ extensions }: Fields): Partial<Fields> => ({
    extensions: replacing(extensions, oid, value && extension(oid, critical, value)),
  })

function reasonOf(
  chain: readonly Certificate[],
  options: Partial<ChainOptions> = {},
): readonly [string, number] | null {
  const verdict = verifyChain(chain, { at, verify, ...options })
  return verdict.ok ? null : [verdict.reason, verdict.at]
}

const chainOf = (
  certificate: Certificate,
  ...authorities: readonly Authority[]
): readonly Certificate[] => [certificate, ...authorities.map((each) => each.certificate)]

describe('RFC 5280 §6.1 path validation', () => {
  const good = leaf()
  const chain = chainOf(good, issuing, root)

  test('a good chain', () => {
    expect(reasonOf(chain)).toBeNull()
    expect(reasonOf([root.certificate])).toBeNull()
    expect(verifyChain([], { at, verify })).toMatchObject({ ok: false, reason: 'emptyChain' })
  })

  test('dates: both ends are included', () => {
    expect(reasonOf(chain, { at: NOT_BEFORE })).toBeNull()
    expect(reasonOf(chain, { at: new Date(NOT_BEFORE.getTime() - 1) })).toEqual(['notYetValid', 2])
    expect(reasonOf(chain, { at: new Date(NOT_AFTER.getTime() + 999) })).toBeNull()
    expect(reasonOf(chain, { at: new Date(NOT_AFTER.getTime() + 1000) })).toEqual(['expired', 2])
    const short = leaf(issuing, () => ({
      notAfter: encodeDer((der) => der.time(new Date('2029-12-31T23:59:59Z'))),
    }))
    expect(reasonOf(chainOf(short, issuing, root))).toEqual(['expired', 0])
  })

  test('signatures', () => {
    const impostor = { ...issuing, signer: signerOf('P-256', 'impostor') }
    expect(reasonOf(chainOf(leaf(impostor), issuing, root))).toEqual(['badSignature', 0])
    const forged = {
      ...good,
      signature: good.signature.map((octet, i) => (i === 20 ? octet ^ 1 : octet)),
    }
    expect(reasonOf(chainOf(forged, issuing, root))).toEqual(['badSignature', 0])
    const otherKind: Certificate = {
      ...issuing.certificate,
      publicKey: signerOf('Ed25519').publicKey,
    }
    expect(reasonOf([good, otherKind, root.certificate])).toEqual(['badSignature', 0])
  })

  test('names: issuer and subject agree octet for octet', () => {
    expect(reasonOf([good, root.certificate])).toEqual(['issuerMismatch', 0])
    expect(reasonOf(chain.toReversed())).toEqual(['notAnAuthority', 2])
  })

  test('authorities: basic constraints, key usage, path length', () => {
    const noCa = rawAuthority(
      root,
      'No CA',
      set(OID.basicConstraints, true, encodeBasicConstraints({ ca: false, pathLength: null })),
    )
    expect(reasonOf(chainOf(leaf(noCa), noCa, root))).toEqual(['notAnAuthority', 1])
    const absent = rawAuthority(root, 'Absent', set(OID.basicConstraints, true, null))
    expect(reasonOf(chainOf(leaf(absent), absent, root))).toEqual(['notAnAuthority', 1])
    const leafIssues = { ...issuing, certificate: good, signer: signerOf('P-256', 'lint') }
    expect(reasonOf(chainOf(leaf(leafIssues), leafIssues, issuing, root))?.[0]).toBe(
      'notAnAuthority',
    )
    const noSign = rawAuthority(
      root,
      'No Sign',
      set(OID.keyUsage, true, encodeKeyUsage(['cRLSign'])),
    )
    expect(reasonOf(chainOf(leaf(noSign), noSign, root))).toEqual(['keyUsage', 1])
    const under = rawAuthority(issuing, 'Under', () => ({}))
    expect(reasonOf(chainOf(leaf(under), under, issuing, root))).toEqual(['pathLength', 1])
    const unlimited = rawAuthority(root, 'Unlimited', () => ({}))
    const tooDeep = rawAuthority(unlimited, 'Too deep', () => ({}))
    expect(reasonOf(chainOf(leaf(unlimited), unlimited, root))).toBeNull()
    expect(reasonOf(chainOf(leaf(tooDeep), tooDeep, unlimited, root))).toEqual(['pathLength', 1])
  })

  test('self-issued authorities do not count for the path length', () => {
    const renewed = rawAuthority(issuing, 'Renewed', ({ issuer }) => ({ subject: issuer }))
    expect(reasonOf(chainOf(leaf(renewed), renewed, issuing, root))).toBeNull()
  })

  test('critical extensions that are not understood', () => {
    const strange = leaf(issuing, set('1.2.3.4', true, Uint8Array.of(5, 0)))
    expect(reasonOf(chainOf(strange, issuing, root))).toEqual(['unknownCriticalExtension', 0])
    expect(
      reasonOf(chainOf(leaf(issuing, set('1.2.3.4', false, Uint8Array.of(5, 0))), issuing, root)),
    ).toBeNull()
    expect(
      reasonOf(chainOf(leaf(issuing, set(OID.ctPoison, true, Uint8Array.of(5, 0))), issuing, root)),
    ).toEqual(['unknownCriticalExtension', 0])
    const policies = rawAuthority(
      root,
      'Policies',
      set(OID.policyConstraints, true, Uint8Array.of(0x30, 3, 0x80, 1, 0)),
    )
    expect(reasonOf(chainOf(leaf(policies), policies, root))).toEqual(['policy', 1])
  })

  test('purposes', () => {
    const mail = leaf(
      issuing,
      set(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['emailProtection'])),
    )
    expect(reasonOf(chain, { purpose: 'serverAuth' })).toBeNull()
    expect(reasonOf(chain, { purpose: 'clientAuth' })).toEqual(['purpose', 0])
    expect(reasonOf(chainOf(mail, issuing, root))).toBeNull()
    expect(reasonOf(chainOf(mail, issuing, root), { purpose: 'serverAuth' })).toEqual([
      'purpose',
      0,
    ])
    expect(
      reasonOf(chainOf(leaf(issuing, set(OID.extendedKeyUsage, false, null)), issuing, root), {
        purpose: 'serverAuth',
      }),
    ).toBeNull()
    const limited = rawAuthority(
      root,
      'Limited',
      set(OID.extendedKeyUsage, false, encodeExtendedKeyUsage(['clientAuth'])),
    )
    expect(reasonOf(chainOf(leaf(limited), limited, root), { purpose: 'serverAuth' })).toEqual([
      'purpose',
      1,
    ])
    const unusable = leaf(issuing, set(OID.keyUsage, true, encodeKeyUsage(['nonRepudiation'])))
    expect(reasonOf(chainOf(unusable, issuing, root), { purpose: 'serverAuth' })).toEqual([
      'keyUsage',
      0,
    ])
  })

  test.each([
    ['example.com', 'example.com', true],
    ['example.com', 'EXAMPLE.com', true],
    ['example.com', 'www.example.com', false],
    ['example.com', 'xample.com', false],
    ['*.example.com', 'www.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', 'www.example.net', false],
    ['xn--bcher-kva.example', 'bücher.example', true],
    ['example.com', 'no name', false],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8::1', '2001:DB8:0::1', true],
    ['example.com', '192.0.2.1', false],
    ['192.0.2.1', 'example.com', false],
  ])('RFC 6125 §6.4: %s for %s is %s', (presented, reference, stands) => {
    const name: GeneralName = /^[\d.:a-f]+$/.test(presented)
      ? { type: 'ip', value: presented }
      : { type: 'dns', value: presented }
    const certificate = leaf(issuing, set(OID.subjectAltName, false, encodeAlternativeName([name])))
    expect(reasonOf(chainOf(certificate, issuing, root), { dnsName: reference })).toEqual(
      stands ? null : ['name', 0],
    )
  })

  test('the common name never counts', () => {
    const bare = leaf(issuing, set(OID.subjectAltName, false, null))
    expect(reasonOf(chainOf(bare, issuing, root), { dnsName: 'example.com' })).toEqual(['name', 0])
  })
})

interface Range {
  readonly type: 'range'
  readonly octets: readonly number[]
}

/** NameConstraints, which this package reads and does not issue. */
function nameConstraints(
  permitted: readonly (GeneralName | Range)[],
  excluded: readonly (GeneralName | Range)[] = [],
): Uint8Array {
  return encodeDer((der) =>
    der.sequence(() => {
      for (const [n, subtrees] of [permitted, excluded].entries()) {
        if (subtrees.length === 0) continue
        der.nest(constructed(n), () => {
          for (const base of subtrees) {
            der.sequence(() =>
              base.type === 'range'
                ? der.element(0x87, Uint8Array.from(base.octets))
                : writeGeneralName(der, base),
            )
          }
        })
      }
    }),
  )
}

describe('RFC 5280 §4.2.1.10 name constraints', () => {
  const dns = (value: string): GeneralName => ({ type: 'dns', value })
  const email = (value: string): GeneralName => ({ type: 'email', value })
  const uri = (value: string): GeneralName => ({ type: 'uri', value })
  const ip = (value: string): GeneralName => ({ type: 'ip', value })
  const range = (...octets: readonly number[]): Range => ({ type: 'range', octets })
  const directory = (organization: string, commonName?: string): GeneralName => ({
    type: 'directoryName',
    value: nameFrom({ organization, commonName }),
  })
  const registered: GeneralName = { type: 'other', tag: 0x88, der: Uint8Array.of(0x88, 1, 0x2a) }

  const otherName: GeneralName = {
    type: 'other',
    tag: 0xa0,
    der: parseHex('A0090602 2A03A0030C0161'.replace(' ', ''))!,
  }

  const rows: readonly (readonly [
    boolean,
    GeneralName,
    readonly (GeneralName | Range)[],
    readonly (GeneralName | Range)[],
  ])[] = [
    [true, dns('example.com'), [dns('example.com')], []],
    [true, dns('a.b.EXAMPLE.com'), [dns('Example.com')], []],
    [false, dns('badexample.com'), [dns('example.com')], []],
    [false, dns('example.net'), [dns('example.com')], []],
    [true, dns('example.net'), [dns('example.com'), dns('example.net')], []],
    [true, dns('a.example.com'), [dns('.example.com')], []],
    [false, dns('example.com'), [dns('.example.com')], []],
    [false, dns('another.example.net'), [dns('.example.com')], []],
    [true, dns('anything.example'), [dns('')], []],
    [false, dns('anything.example'), [], [dns('')]],
    [true, dns('*.example.com'), [dns('example.com')], []],
    [false, dns('*.com'), [dns('example.com')], []],
    [false, dns('www.secret.example.com'), [dns('example.com')], [dns('secret.example.com')]],
    [false, dns('*.example.com'), [], [dns('secret.example.com')]],
    [false, dns('*.example.com'), [], [dns('.secret.example.com')]],
    [true, dns('*.other.com'), [], [dns('secret.example.com')]],
    [true, dns('other.com'), [], [dns('secret.example.com')]],
    [true, dns('a.example'), [directory('Example')], []],
    [true, dns('a.example'), [], [range(10, 0, 0, 0, 255, 0, 0, 0)]],
    [true, ip('10.1.2.3'), [range(10, 0, 0, 0, 255, 0, 0, 0)], []],
    [false, ip('11.1.2.3'), [range(10, 0, 0, 0, 255, 0, 0, 0)], []],
    [false, ip('10.1.2.3'), [], [range(10, 0, 0, 0, 255, 0, 0, 0)]],
    [false, ip('2001:db8::1'), [range(10, 0, 0, 0, 255, 0, 0, 0)], []],
    [true, email('a@example.com'), [email('example.com')], []],
    [false, email('a@host.example.com'), [email('example.com')], []],
    [true, email('a@host.example.com'), [email('.example.com')], []],
    [false, email('a@example.com'), [email('.example.com')], []],
    [true, email('a@EXAMPLE.com'), [email('a@example.com')], []],
    [false, email('A@example.com'), [email('a@example.com')], []],
    [false, email('no mailbox'), [email('example.com')], []],
    [false, email('no mailbox'), [], [email('example.com')]],
    [true, uri('https://u@host.example.com:8443/x'), [uri('.example.com')], []],
    [true, uri('https://host.example.com/x'), [uri('host.example.com')], []],
    [false, uri('https://example.com'), [uri('.example.com')], []],
    [false, uri('https://10.0.0.1/'), [uri('.example.com')], []],
    [false, uri('https://a.host.example.com/'), [uri('host.example.com')], []],
    [false, uri('https://[2001:db8::1]/'), [uri('.example.com')], []],
    [false, uri('https://[2001:db8::1]/'), [], [uri('.example.com')]],
    [false, uri('urn:x'), [uri('.example.com')], []],
    [false, uri('urn:x'), [], [uri('.example.com')]],
    [true, directory('Example', 'x'), [directory('example ')], []],
    [true, directory('Example', 'x'), [directory('Example', 'X')], []],
    [false, directory('Example'), [directory('Example', 'x')], []],
    [false, directory('Other', 'x'), [directory('Example')], []],
    [false, directory('Example', 'x'), [], [directory('EXAMPLE')]],
    [false, registered, [registered], []],
    [false, registered, [], [registered]],
    [true, dns('a.example'), [], [registered]],
    [true, registered, [otherName], [otherName]],
  ]
  test.each(rows)('%s: %j in %j without %j', (allowed, name, permitted, excluded) => {
    if (permitted.length + excluded.length === 0) throw new Error('a row without constraints')
    const constrained = rawAuthority(
      root,
      'Constrained',
      set(OID.nameConstraints, true, nameConstraints(permitted, excluded)),
    )
    const subject = name.type === 'directoryName' ? name.value : nameFrom({})
    const names = set(OID.subjectAltName, subject.rdns.length === 0, encodeAlternativeName([name]))
    const certificate = leaf(constrained, (fields) => ({ subject, ...names(fields) }))
    expect(reasonOf(chainOf(certificate, constrained, root))).toEqual(
      allowed ? null : ['nameConstraints', 0],
    )
  })

  test('the mailbox of a subject without alternative names', () => {
    const constrained = rawAuthority(
      root,
      'Constrained',
      set(OID.nameConstraints, true, nameConstraints([email('example.com')])),
    )
    const withMailbox = (value: string): Certificate =>
      leaf(constrained, (fields) => ({
        ...set(OID.subjectAltName, false, null)(fields),
        subject: encodeName([[{ type: OID.emailAddress, value, encoding: 'ia5' }]]),
      }))
    expect(reasonOf(chainOf(withMailbox('a@example.com'), constrained, root))).toBeNull()
    expect(reasonOf(chainOf(withMailbox('a@example.net'), constrained, root))).toEqual([
      'nameConstraints',
      0,
    ])
  })

  test('constraints reach past the next authority, and bind it too', () => {
    const top = rootAuthority({ label: 'Top', commonName: 'Top' })
    const constrained = rawAuthority(
      top,
      'Constrained',
      set(OID.nameConstraints, true, nameConstraints([dns('example.net')])),
    )
    const middle = rawAuthority(constrained, 'Middle', () => ({}))
    expect(reasonOf(chainOf(leaf(middle), middle, constrained, top))).toEqual([
      'nameConstraints',
      0,
    ])
    const byName = rawAuthority(
      top,
      'By Name',
      set(OID.nameConstraints, true, nameConstraints([directory('Only')])),
    )
    const outside = rawAuthority(byName, 'Outside', () => ({}))
    expect(reasonOf(chainOf(leaf(outside), outside, byName, top))).toEqual(['nameConstraints', 1])
  })
})

describe('building a chain', () => {
  const other = rootAuthority({ label: 'Other', commonName: 'Other Root' })
  const issue = (issuer: Authority): Certificate => {
    const tbs = buildLeafTbs(
      issuer.template,
      {
        serialNumber: serialNumber(),
        subject: nameFrom({ commonName: 'a.example' }),
        notBefore: NOT_BEFORE,
        notAfter: NOT_AFTER,
        publicKey: signerOf('P-256', 'lint').publicKey,
        subjectAltNames: [{ type: 'dns', value: 'a.example' }],
      },
      hash,
    )
    return parseCertificate(signed(signDer(tbs, issuer.signer)))
  }
  const certificate = issue(issuing)

  test('from the leaf to the anchor, whatever lies around', () => {
    const candidates = [other.certificate, root.certificate, certificate, issuing.certificate]
    const chain = buildChain(certificate, candidates, [other.certificate, root.certificate])
    expect(chain).toEqual(chainOf(certificate, issuing, root))
    expect(reasonOf(chain ?? [], { purpose: 'serverAuth', dnsName: 'a.example' })).toBeNull()
  })

  test('an anchor stands for itself; without one there is no chain', () => {
    expect(buildChain(root.certificate, [], [root.certificate])).toEqual([root.certificate])
    expect(buildChain(certificate, [], [issuing.certificate])).toEqual(
      chainOf(certificate, issuing),
    )
    expect(buildChain(certificate, [issuing.certificate], [other.certificate])).toBeNull()
    expect(buildChain(certificate, [], [root.certificate])).toBeNull()
  })

  test('of two authorities with one name, the one whose key it is', () => {
    const twin = authority(root, { commonName: 'Chain Issuing', label: 'twin', pathLength: 0 })
    const ofTwin = issue(twin)
    const candidates = [issuing.certificate, twin.certificate]
    expect(buildChain(ofTwin, candidates, [root.certificate])).toEqual(chainOf(ofTwin, twin, root))
  })

  test('of two certificates of one authority, the one that lasts longer', () => {
    const shorter = authority(root, {
      commonName: 'Chain Issuing',
      pathLength: 0,
      notAfter: new Date('2031-01-01T00:00:00Z'),
    })
    expect(
      buildChain(certificate, [shorter.certificate, issuing.certificate], [root.certificate])?.[1],
    ).toBe(issuing.certificate)
  })

  test('over a certificate that rolls a key over, under one name', () => {
    const rolled = authority(root, { commonName: 'Rolled', pathLength: 0 })
    const newKey = { ...rolled, signer: signerOf('P-256', 'rolled over') }
    const fields = authorityFields(rolled, null)
    const { publicKey } = newKey.signer
    const identifier = encodeSubjectKeyIdentifier(keyIdentifierOf(publicKey, hash))
    const newWithOld = sign(rolled, {
      ...fields,
      subject: rolled.certificate.subject,
      publicKey,
      ...set(OID.subjectKeyIdentifier, false, identifier)(fields),
    })
    const below = { ...newKey, certificate: newWithOld }
    const candidates = [rolled.certificate, newWithOld]
    const chain = buildChain(leaf(below), candidates, [root.certificate])
    expect(chain?.slice(1)).toEqual([newWithOld, rolled.certificate, root.certificate])
    expect(reasonOf(chain ?? [])).toBeNull()
  })

  test('loops and meshes end', () => {
    const a = rawAuthority(other, 'Loop A', () => ({}))
    const b = rawAuthority(a, 'Loop B', () => ({}))
    const aByB = rawAuthority(b, 'Loop A', () => ({}))
    expect(
      buildChain(leaf(b), [a.certificate, b.certificate, aByB.certificate], [root.certificate]),
    ).toBeNull()
    const mesh = Array.from({ length: 12 }, (_, i) =>
      rawAuthority(other, `Mesh ${i}`, ({ subject }) => ({ issuer: subject })),
    )
    const crossed = mesh.flatMap((issuer, i) =>
      mesh
        .map((_, j) => rawAuthority(issuer, `Mesh ${j}`, () => ({})).certificate)
        .filter((_, j) => i !== j),
    )
    const started = performance.now()
    expect(buildChain(leaf(mesh[0]), crossed, [root.certificate])).toBeNull()
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
