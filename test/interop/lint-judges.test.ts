import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { issueFrom, startIssuing } from '../_kit/issuing.ts'
import type { Issuing } from '../_kit/issuing.ts'
import { requireTool } from '../_kit/tools.ts'

const zlint = requireTool('zlint')
const pkilint = requireTool('lint_pkix_cert')

/** A private CA keeps RFC 5280 and the RFCs on keys; the CA/Browser Forum's rules are not for it (BR §1.1). */
const ZLINT_SOURCES = 'RFC5280,RFC5480,RFC8813,Community'
const PROFILES = 40
const SEED = 5280

interface PkilintResult {
  readonly node_path: string
  readonly finding_descriptions: readonly { readonly code: string; readonly message: string }[]
}

/**
 * pkilint's RFC 5280 knows neither wildcards, which §4.2.1.6 leaves to applications (RFC 9525 §6.3 has them, and so does
 * the contract), nor a name of one label, which RFC 1034 §3.5 allows and private networks use.
 */
function isOfTheirOwn(message: string | null): boolean {
  return /^Invalid domain name syntax: "(\*\.[a-z0-9.-]+|[a-z0-9-]+)"$/.test(message ?? '')
}

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/)
const host = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => `${labels.join('.')}.example`)
const dnsName = fc.oneof(
  { weight: 4, arbitrary: host },
  { weight: 1, arbitrary: host.map((name) => `*.${name}`) },
  { weight: 1, arbitrary: fc.constantFrom('münchen.example', 'ÅNGSTRÖM.example', '例え.example') },
)
const profile = fc.record({
  mode: fc.constant('managed'),
  commonName: fc.oneof(host, fc.ipV4(), fc.constantFrom('Printer 7', 'Žaneta Nováková', 'a')),
  sanDns: fc.uniqueArray(dnsName, { minLength: 1, maxLength: 6 }),
  sanIp: fc.uniqueArray(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 4 }),
  keyAlgorithm: fc.constantFrom('ECDSA-P256', 'ECDSA-P384', 'ECDSA-P256', 'RSA-2048'),
  validityDays: fc.integer({ min: 1, max: 397 }),
})

describe.skipIf(zlint === null && pkilint === null)('certificates of a random matrix', () => {
  let server: Issuing
  let directory = ''
  const files: string[] = []

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'certman-lint-'))
    server = await startIssuing()
    const certificates = [...server.chain]
    for (const body of fc.sample(profile, { seed: SEED, numRuns: PROFILES })) {
      certificates.push((await issueFrom(server, body)).certificatePem)
    }
    for (const [index, pem] of certificates.entries()) {
      files.push(join(directory, `${index}.pem`))
      await writeFile(files[index] ?? '', `${pem}\n`)
    }
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  test.skipIf(zlint === null)('have no finding of zlint', async () => {
    const findings: string[] = []
    for (const file of files) {
      const args = ['-includeSources', ZLINT_SOURCES, file]
      const { output } = await execute(zlint ?? '', args)
      const results: Record<string, { result: string }> = JSON.parse(output)
      expect(Object.keys(results).length).toBeGreaterThan(50)
      for (const [name, { result }] of Object.entries(results)) {
        if (['warn', 'error', 'fatal'].includes(result)) findings.push(`${file}: ${result} ${name}`)
      }
    }
    expect(findings).toEqual([])
  })

  test.skipIf(pkilint === null)('have no error of pkilint', async () => {
    const findings: string[] = []
    for (const file of files) {
      const args = ['lint', '--severity', 'ERROR', '--format', 'JSON', file]
      const { output } = await execute(pkilint ?? '', args)
      const { results }: { results: readonly PkilintResult[] } = JSON.parse(output)
      for (const { node_path: path, finding_descriptions: descriptions } of results) {
        for (const { code, message } of descriptions) {
          if (!isOfTheirOwn(message)) findings.push(`${file}: ${path} ${code} ${message}`)
        }
      }
    }
    expect(findings).toEqual([])
  })
})
