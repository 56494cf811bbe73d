import { beforeEach, expect, test } from 'vitest'
import { certIdFor, type Certificate, type CertId } from '@certman/x509'
import { hash, rootAuthority } from '../../../../x509/src/_keys.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { IssuerDirectory } from './issuer-directory.ts'

const [A, B] = ['a', 'b'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}` as Uuid)
const [first, second] = ['first', 'second'].map((label) => rootAuthority({ label }).certificate)

let now = 0
let looks = 0
let authorities: CertificateAuthority[]
let directory: IssuerDirectory

/** What is read of it here. */
const authority = (id: Uuid, { der }: Certificate): CertificateAuthority =>
  ({ id, certificate: der }) as CertificateAuthority

const about = (issuer: Certificate, algorithm: CertId['hashAlgorithm'] = 'SHA-1'): CertId =>
  certIdFor(issuer, issuer, algorithm, hash)

beforeEach(() => {
  now = 1_000_000
  looks = 0
  authorities = [authority(A!, first!)]
  directory = new IssuerDirectory(
    {
      get: async (id) => authorities.find((one) => one.id === id),
      list: async () => {
        looks += 1
        return authorities
      },
    },
    hash,
    () => now,
  )
})

test.each(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const)(
  'finds a CA by %s',
  async (hashed) => {
    expect(await directory.find(about(first!, hashed), undefined)).toBe(A)
  },
)

test('looks for CAs once in a second, however many strange ones are asked about', async () => {
  for (let time = 0; time < 5; time++)
    expect(await directory.find(about(second!), undefined)).toBeUndefined()
  expect(looks).toBe(1)
  now += 1_000
  authorities.push(authority(B!, second!))
  expect(await directory.find(about(second!), undefined)).toBe(B)
})

test('knows one that was made a moment ago at its own address', async () => {
  expect(await directory.find(about(second!), B)).toBeUndefined()
  authorities.push(authority(B!, second!))
  expect(await directory.find(about(second!), undefined)).toBeUndefined()
  expect(await directory.find(about(second!), B)).toBe(B)
  expect(await directory.find(about(second!), undefined)).toBe(B)
  expect(looks).toBe(1)
})
