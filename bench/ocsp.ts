import { fork, type ChildProcess } from 'node:child_process'
import type { Certificate } from '@certman/x509'
import { encodeRequest } from '../test/_kit/http-connection.ts'
import { issueFrom, startIssuing } from '../test/_kit/issuing.ts'
import { certificateFrom, ocspRequestFor } from '../test/_kit/relying-party.ts'
import type { BareAnswer } from './bare-responder.ts'
import { ask, LoadProcess } from './load-process.ts'
import { alternate } from './measure.ts'
import { cpuOfProcess } from './process-figures.ts'
import type { Figure } from './table.ts'

const CONNECTIONS = 32
const CERTIFICATES = 200
/** Enough that a tick of the kernel's accounting, 10 ms, is below a hundredth. */
const FROM_MEMORY = 20_000
const SIGNED = 6_000
/** Of the ResponseData of one certificate. */
const SIGNED_OCTETS = 160

interface Target {
  readonly pid: number
  readonly port: number
}

/** OCSP by GET (RFC 5019): CPU of the server per answer, against a handler that only sends the same octets. */
export async function measureOcsp(rounds: number): Promise<readonly Figure[]> {
  await using server = await startIssuing()
  using load = new LoadProcess()
  const issuer = certificateFrom(server.chain[0] ?? '')
  const certificates: Certificate[] = []
  for (let index = 0; index < CERTIFICATES; index++) {
    const commonName = `ocsp${index}.bench.example`
    const issued = await issueFrom(server, { commonName, keyAlgorithm: 'ECDSA-P256' })
    certificates.push(certificateFrom(issued.certificatePem))
  }
  const pathOf = (certificate: Certificate, nonce?: Uint8Array): string => {
    const request = ocspRequestFor([certificate], issuer, nonce && { nonce })
    const base64 = Buffer.from(request).toString('base64')
    return `/ocsp/${server.issuingId}/${encodeURIComponent(base64)}`
  }
  const get = (path: string): string => encodeRequest({ method: 'GET', path })
  const remembered = certificates.map((certificate) => get(pathOf(certificate)))
  // A nonce makes every answer a new one.
  const fresh = certificates.map((certificate) => get(pathOf(certificate, new Uint8Array(16))))
  const [first] = certificates
  const sample = await fetch(server.url + (first ? pathOf(first) : ''))
  const base64 = Buffer.from(await sample.arrayBuffer()).toString('base64')
  using bare = await BareResponder.start({ base64, signed: 0 })
  using signing = await BareResponder.start({ base64, signed: SIGNED_OCTETS })
  const certman = { pid: server.pid, port: Number(new URL(server.url).port) }
  const drive = async (
    target: Target,
    requests: readonly string[],
    count: number,
  ): Promise<number> => {
    const before = cpuOfProcess(target.pid)
    await load.perform({ port: target.port, requests, count, connections: CONNECTIONS })
    return (cpuOfProcess(target.pid) - before) / count
  }
  const subjects = {
    bare: () => drive(bare, remembered, FROM_MEMORY),
    remembered: () => drive(certman, remembered, FROM_MEMORY),
    signed: () => drive(certman, fresh, SIGNED),
    // In one process: apart, a server that answers more slowly would also wake its clients more often, which costs it.
    signing: () => drive(signing, fresh, SIGNED),
  }
  await alternate(subjects, 2) // compiled by then
  const measured = await alternate(subjects, rounds)
  const figure = (subject: string, name: string, floor: string, floorName: string): Figure => ({
    subject,
    value: measured.median(name),
    floor: {
      name: floorName,
      value: measured.median(floor),
      ratio: measured.ratio(name, floor),
    },
  })
  return [
    {
      ...figure('GET, from memory', 'remembered', 'bare', 'bare node:http, the same octets'),
      target: 1.5,
    },
    {
      ...figure('GET, signed anew', 'signed', 'signing', 'that handler with one P-256 signature'),
      target: 2.5,
    },
  ]
}

class BareResponder implements Target, Disposable {
  readonly #child: ChildProcess
  readonly port: number

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  static async start(answer: BareAnswer): Promise<BareResponder> {
    const child = fork(new URL('./bare-responder.ts', import.meta.url))
    return new BareResponder(child, await ask<number>(child, answer))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  [Symbol.dispose](): void {
    this.#child.disconnect()
  }
}
