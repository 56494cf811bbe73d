import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeForeignChain } from '../_kit/foreign-chain.ts'
import { issueFrom, startIssuing } from '../_kit/issuing.ts'
import { openBench, verifiersHere } from './judge-chain.ts'
import type { Bench } from './judge-chain.ts'

const HOST = 'verified.example'
const verifiers = verifiersHere()

/** Every algorithm of the contract, names of every kind. */
const SERVED: readonly { commonName: string; sanDns?: readonly string[]; keyAlgorithm?: string }[] =
  [
    { commonName: HOST },
    { commonName: 'a.example', sanDns: ['b.example', '*.c.example'], keyAlgorithm: 'ECDSA-P384' },
    { commonName: '192.0.2.7', keyAlgorithm: 'RSA-2048' },
    { commonName: '2001:db8::7' },
    { commonName: 'Printer 7', sanDns: ['printer.example'], keyAlgorithm: 'RSA-4096' },
  ]

describe.skipIf(verifiers.length === 0)(`${verifiers.length} verifiers`, () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench(verifiers)
  })
  afterAll(async () => {
    await bench[Symbol.asyncDispose]()
  })

  /** Who said yes, of those that were asked. */
  async function accepting(chain: Parameters<Bench['judgeChain']>[0]): Promise<string[]> {
    const verdicts = await bench.judgeChain(chain)
    expect(verdicts).toHaveLength(verifiers.length)
    return verdicts.filter(({ accepted }) => accepted).map(({ verifier }) => verifier)
  }

  const all = verifiers.map(({ name }) => name)

  test('agree on a good chain of another implementation', async () => {
    const chain = await makeForeignChain(HOST)
    expect(await accepting({ ...chain, hostname: HOST })).toEqual(all)
  })

  test.each([
    ['expired (RFC 5280 §6.1.3 (a)(2))', { leafNotAfter: new Date(Date.now() - 86_400_000) }],
    ['signed by another key (RFC 5280 §6.1.3 (a)(1))', { leafSignedByStranger: true }],
    ['issued by no CA (RFC 5280 §6.1.4 (k))', { issuerIsNoAuthority: true }],
  ])('agree to refuse a leaf that is %s', async (_, faults) => {
    const chain = await makeForeignChain(HOST, faults)
    expect(await accepting({ ...chain, hostname: HOST })).toEqual([])
  })

  test('those that compare names refuse another host (RFC 9525 §6)', async () => {
    const chain = await makeForeignChain(HOST)
    const blind = verifiers.filter(({ judgesNames }) => !judgesNames).map(({ name }) => name)
    expect(await accepting({ ...chain, hostname: 'other.example' })).toEqual(blind)
  })

  test('agree on what a running server issues, and refuse it beneath another root', async () => {
    await using server = await startIssuing()
    const [issuing = '', root = ''] = server.chain
    const stranger = await makeForeignChain(HOST)
    for (const body of SERVED) {
      const leaf = (await issueFrom(server, body)).certificatePem
      const hostname = body.sanDns?.at(-1)?.replace('*', 'any') ?? body.commonName
      const chain = { root, intermediates: [issuing], leaf, hostname }
      expect(await accepting(chain)).toEqual(all)
      expect(await accepting({ ...chain, root: stranger.root, intermediates: [] })).toEqual([])
    }
  })
})
