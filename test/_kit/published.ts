import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePem, type Certificate } from '@certman/x509'
import { freePort } from './free-port.ts'
import { call, startIssuing, type Issuing } from './issuing.ts'
import { addressesIn, certificateFrom, fetchList, isListed, until } from './relying-party.ts'

export interface Leaf {
  readonly id: string
  readonly certificate: Certificate
  readonly certificatePem: string
}

/**
 * A running server whose certificates, those of its CAs too, name addresses that programs on this machine reach; a
 * certificate that is good, one that was revoked; and all of it as files.
 */
export interface Published extends AsyncDisposable {
  readonly server: Issuing
  readonly root: Certificate
  readonly issuing: Certificate
  readonly good: Leaf
  readonly revoked: Leaf
  /** Issues one more, and writes `NAME.pem`, `NAME.key` and `NAME.chain.pem`. */
  issue(name: string): Promise<Leaf>
  /** When this returns, OCSP and the list tell of it. */
  revoke(leaf: Leaf, reason?: string): Promise<void>
  /** Of the directory with `root.pem`, `issuing.pem`, `chain.pem` (issuing, then root), `root.crl`, `issuing.crl` (DER). */
  readonly file: (name: string) => string
  /** Downloads the lists again, as DER and, both in one file, as PEM (`lists.pem`). */
  download(): Promise<void>
}

interface Issued {
  readonly certificate: { readonly id: string; readonly certificate_pem: string }
  readonly privateKey: string
}

export async function startPublished(): Promise<Published> {
  const port = String(await freePort())
  const environment = { CERTMAN_PORT: port, CERTMAN_PKI_URL: `http://127.0.0.1:${port}` }
  await using started = new AsyncDisposableStack()
  const server = started.use(await startIssuing({ environment }))
  const directory = mkdtempSync(join(tmpdir(), 'certman-published-'))
  started.defer(() => rmSync(directory, { recursive: true, force: true }))
  const file = (name: string): string => join(directory, name)
  const [issuingPem = '', rootPem = ''] = server.chain
  const [issuing, root] = [certificateFrom(issuingPem), certificateFrom(rootPem)]
  writeFileSync(file('root.pem'), `${rootPem}\n`)
  writeFileSync(file('issuing.pem'), `${issuingPem}\n`)
  writeFileSync(file('chain.pem'), `${issuingPem}\n${rootPem}\n`)

  async function issue(name: string): Promise<Leaf> {
    const { certificate, privateKey } = await call<Issued>(server, 'POST', '/v1/certificates', {
      caId: server.issuingId,
      commonName: `${name}.example.com`,
      sanDns: [`${name}.example.com`, 'localhost'],
      keyAlgorithm: 'ECDSA-P256',
    })
    const { id, certificate_pem: certificatePem } = certificate
    writeFileSync(file(`${name}.pem`), `${certificatePem}\n`)
    writeFileSync(file(`${name}.key`), privateKey)
    writeFileSync(file(`${name}.chain.pem`), `${certificatePem}\n${issuingPem}\n`)
    return { id, certificate: certificateFrom(certificatePem), certificatePem }
  }

  async function revoke({ id, certificate }: Leaf, reason = 'keyCompromise'): Promise<void> {
    await call(server, 'POST', `/v1/certificates/${id}/revoke`, { reason })
    const { list } = addressesIn(certificate)
    await until(async () => isListed(await fetchList(list, issuing), certificate), 5000)
  }

  async function download(): Promise<void> {
    const lists = [
      ['issuing.crl', addressesIn(good.certificate).list, issuing],
      ['root.crl', addressesIn(issuing).list, root],
    ] as const
    let together = ''
    for (const [name, url, issuer] of lists) {
      const { der } = await fetchList(url, issuer)
      writeFileSync(file(name), der)
      together += `${encodePem('X509 CRL', der)}\n`
    }
    writeFileSync(file('lists.pem'), together)
  }

  const [good, revoked] = [await issue('good'), await issue('revoked')]
  await revoke(revoked)
  await download()
  const resources = started.move()
  return {
    server,
    root,
    issuing,
    good,
    revoked,
    issue,
    revoke,
    file,
    download,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
