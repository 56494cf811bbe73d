import fc from 'fast-check'
import { OID, encodeDer, equalBytes, parseOcspResponse, type Certificate } from '@certman/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueFrom, startIssuing, type Issuing } from '../_kit/issuing.ts'
import { addressesIn, certificateFrom, ocspRequestFor, toldBy } from '../_kit/relying-party.ts'

const SEED = 6960
const LARGEST = 65_536

let server: Issuing
let issuer: Certificate
let certificate: Certificate
let address = ''

beforeAll(async () => {
  server = await startIssuing()
  issuer = certificateFrom(server.chain[0] ?? '')
  certificate = certificateFrom(
    (await issueFrom(server, { commonName: 'a.example' })).certificatePem,
  )
  address = addressesIn(certificate).ocsp
})
afterAll(async () => {
  // Whatever it was sent, it lives, and tells the truth.
  const response = await post(ocspRequestFor([certificate], issuer))
  expect(toldBy(response, certificate, issuer)).toBe('good')
  expect(server.output()).not.toMatch(/"level":"(error|fatal)"/)
  await server[Symbol.asyncDispose]()
})

/** Never anything but an OCSP answer (RFC 6960 Appendix A.2). */
async function answerOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/ocsp-response')
  return new Uint8Array(await response.arrayBuffer())
}

async function post(request: Uint8Array): Promise<Uint8Array> {
  const headers = { 'Content-Type': 'application/ocsp-request' }
  return answerOf(await fetch(address, { method: 'POST', headers, body: Uint8Array.from(request) }))
}

/** What was said of each certificate, or the one word of a refusal. */
function saidBy(answer: Uint8Array): readonly string[] {
  const { status, basic } = parseOcspResponse(answer)
  if (basic === undefined) return [status]
  return basic.responses.map(({ certId, status: { kind } }) => {
    // Good is said of nothing but what was issued, whatever a request was turned into.
    if (kind === 'good')
      expect(equalBytes(certId.serialNumber, certificate.serialNumber)).toBe(true)
    return kind
  })
}

async function said(request: Uint8Array): Promise<string> {
  return saidBy(await post(request)).join()
}

/** The elements within a short SEQUENCE, of which each is short. */
function contentsOf(der: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] {
  const elements: Uint8Array[] = []
  for (let at = 2; at < der.length; at += 2 + (der[at + 1] ?? 0)) {
    elements.push(der.subarray(at, at + 2 + (der[at + 1] ?? 0)))
  }
  const [first, ...more] = elements
  if (first === undefined) throw new Error('an empty SEQUENCE')
  return [first, ...more]
}

/** A SEQUENCE of what is given. */
function wrapped(content: Uint8Array): Uint8Array {
  return encodeDer((der) => der.sequence(() => der.raw(content)))
}

describe('a real request, harmed', () => {
  const requests = () =>
    [
      ['by SHA-1', ocspRequestFor([certificate], issuer)],
      [
        'by SHA-256, with a nonce',
        ocspRequestFor([certificate], issuer, {
          algorithm: 'SHA-256',
          nonce: new Uint8Array(32).fill(0x5a),
        }),
      ],
    ] as const

  test('every truncation is malformed', async () => {
    for (const [name, request] of requests()) {
      for (let length = 0; length < request.length; length++) {
        const told = await said(request.subarray(0, length))
        expect(told, `${name}, ${length} octets`).toBe('malformedRequest')
      }
    }
  })

  test('every flipped bit is refused, or asks for something that was never issued', async () => {
    for (const [name, request] of requests()) {
      const outcomes = new Set<string>()
      for (let bit = 0; bit < request.length * 8; bit++) {
        const flipped = Uint8Array.from(request)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const told = await said(flipped)
        outcomes.add(told)
        if (told !== 'good') continue
        // The same CertID is still asked for: what was flipped is the nonce or its wrapping.
        const certId = ocspRequestFor([certificate], issuer).subarray(-18)
        expect(Buffer.from(flipped).includes(Buffer.from(certId)), `${name}, bit ${bit}`).toBe(true)
      }
      expect(outcomes).toContain('unknown')
      expect(outcomes).toContain('unauthorized')
      expect(outcomes).toContain('malformedRequest')
      expect(outcomes).not.toContain('internalError')
    }
  })

  test('with octets after it', async () => {
    for (const [, request] of requests()) {
      expect(await said(Buffer.concat([request, Buffer.from([0])]))).toBe('malformedRequest')
      expect(await said(Buffer.concat([request, request]))).toBe('malformedRequest')
    }
  })
})

test('random octets are malformed', async () => {
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ minLength: 1000, maxLength: LARGEST, size: 'max' }),
    // What begins like a request gets further.
    fc.uint8Array({ maxLength: 120 }).map((more) => Uint8Array.of(0x30, more.length, ...more)),
  )
  for (const request of fc.sample(octets, { seed: SEED, numRuns: 300 })) {
    expect(await said(request)).toBe('malformedRequest')
  }
})

describe('64 KiB', () => {
  const nested = (one: readonly number[]): Uint8Array =>
    Uint8Array.from({ length: LARGEST }, (_, i) => one[i % one.length] ?? 0)

  /** SEQUENCEs in one another, each with its right length, written from the innermost outwards. */
  function wellFormed(): Uint8Array {
    const octets = new Uint8Array(LARGEST)
    let at = LARGEST
    while (at > 4) {
      const length = LARGEST - at
      if (length > 0xff) octets.set([0x30, 0x82, length >> 8, length & 0xff], (at -= 4))
      else if (length > 0x7f) octets.set([0x30, 0x81, length], (at -= 3))
      else octets.set([0x30, length], (at -= 2))
    }
    return octets.subarray(at)
  }

  test.each([
    ['of open SEQUENCEs', nested([0x30, 0x80])],
    ['of SEQUENCEs that each promise all', nested([0x30, 0x83, 0x00, 0xff, 0xfa])],
    ['of nested SEQUENCEs', wellFormed()],
    ['of identifier octets without end', nested([0x3f, 0xff])],
    ['of zeros', new Uint8Array(LARGEST)],
  ])('%s', async (_, request) => {
    expect(await said(request)).toBe('malformedRequest')
  })

  test('and one octet more', async () => {
    expect(await said(new Uint8Array(LARGEST + 1).fill(0x30))).toBe('malformedRequest')
    expect(await said(new Uint8Array(4 * LARGEST).fill(0x30))).toBe('malformedRequest')
  })

  test('of CertIDs: up to a hundred are answered, more are malformed', async () => {
    const [list] = contentsOf(contentsOf(ocspRequestFor([certificate], issuer))[0])
    const [one] = contentsOf(list)
    const many = (count: number): Uint8Array =>
      wrapped(wrapped(wrapped(Buffer.concat(Array.from({ length: count }, () => one)))))
    expect(await said(many(100))).toBe(Array.from({ length: 100 }, () => 'good').join())
    expect(await said(many(101))).toBe('malformedRequest')
    expect(await said(many(700))).toBe('malformedRequest')
  })
})

describe('RFC 9654 §2.1: the nonce', () => {
  test.each([1, 16, 32, 128])('%i octets are echoed', async (length) => {
    const nonce = new Uint8Array(length).map((_, i) => i + 1)
    const answer = await post(ocspRequestFor([certificate], issuer, { nonce }))
    expect(parseOcspResponse(answer).basic?.nonce).toEqual(nonce)
  })

  test.each([0, 129, 1000])('%i octets are malformed', async (length) => {
    const extension = encodeDer((der) =>
      der.tagged(2, () =>
        der.sequence(() =>
          der.sequence(() => {
            der.objectIdentifier(OID.ocspNonce)
            der.octetString(encodeDer((inner) => inner.octetString(new Uint8Array(length))))
          }),
        ),
      ),
    )
    const [list] = contentsOf(contentsOf(ocspRequestFor([certificate], issuer))[0])
    const request = wrapped(wrapped(Buffer.concat([list, extension])))
    expect(await said(request)).toBe('malformedRequest')
  })
})

describe('GET', () => {
  test.each([
    ['nothing', ''],
    ['a slash', '/'],
    ['slashes', '//'],
    ['half a percent-encoding', '/%'],
    ['NUL', '/%00'],
    ['no percent-encoding', '/%ZZ'],
    ['the beginning of a request', '/MEIwQDA'],
    ['padding alone', '/===='],
    ['a path', '/..%2f..%2fetc%2fpasswd'],
    ['fifteen thousand characters', `/${'M'.repeat(15_000)}`],
    ['another alphabet', `/${encodeURIComponent('Straße')}`],
  ])('%s is malformed', async (_, path) => {
    const answer = await answerOf(await fetch(address + path))
    expect(saidBy(answer)).toEqual(['malformedRequest'])
  })

  test('every truncation of the base64 is malformed', async () => {
    const base64 = Buffer.from(ocspRequestFor([certificate], issuer)).toString('base64')
    const whole = await answerOf(await fetch(`${address}/${encodeURIComponent(base64)}`))
    expect(saidBy(whole)).toEqual(['good'])
    for (let length = 1; length < base64.replace(/=+$/, '').length; length++) {
      const path = encodeURIComponent(base64.slice(0, length))
      const told = saidBy(await answerOf(await fetch(`${address}/${path}`)))
      expect(told, `${length} characters`).toEqual(['malformedRequest'])
    }
  })

  test('at the address of a CA that is not ours', async () => {
    const base64 = Buffer.from(ocspRequestFor([certificate], issuer)).toString('base64')
    const nobody = `${server.url}/ocsp/00000000-0000-4000-8000-000000000000`
    const told = saidBy(await answerOf(await fetch(`${nobody}/${encodeURIComponent(base64)}`)))
    expect(told).toEqual(['unauthorized'])
  })
})
