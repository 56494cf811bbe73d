import { entityTag, isUnchanged, replyUnchanged } from '../../http/entity-tag.ts'
import { bodyOf, reply } from '../../http/exchange.ts'
import { framed } from '../../http/frame.ts'
import { HttpRefusal } from '../../http/http-refusal.ts'
import { PUBLIC_FACE } from '../../http/public-face.ts'
import { parseUuid } from '../../pki/identifier.ts'
import { encodeCertificateBundle, encodePem } from '@certman/x509'
import type { Hono } from 'hono'
import type { RelyingParties } from '../../ca/revocation/relying-parties.ts'
import type { Exchange, HttpEnv } from '../../http/exchange.ts'
import type { Framing } from '../../http/frame.ts'

export interface PkiServices {
  readonly relyingParties: Pick<RelyingParties, 'chain'>
}

/** DER certificates, from the CA itself up to the root. */
type Chain = readonly [Uint8Array, ...Uint8Array[]]

interface Form {
  readonly type: string
  readonly encode: (chain: Chain) => Uint8Array<ArrayBuffer> | string
}

/** RFC 8555 §9.1 registers it; no type was ever registered for a single certificate as PEM, so that is a chain of one. */
const PEM_CHAIN = 'application/pem-certificate-chain'

/** DER as RFC 2585 §4.1 names it, and bundles as RFC 5280 §4.2.2.1 asks of caIssuers (RFC 8551 §3.2 for the parameter). */
const FORMS = {
  crt: { type: 'application/pkix-cert', encode: ([own]) => bodyOf(own) },
  pem: { type: PEM_CHAIN, encode: ([own]) => pemOf([own]) },
  p7c: {
    type: 'application/pkcs7-mime; smime-type=certs-only',
    encode: (chain) => bodyOf(encodeCertificateBundle(chain)),
  },
} as const satisfies Record<string, Form>

const ROOT_FORMS = {
  crt: { ...FORMS.crt, encode: (chain) => bodyOf(rootOf(chain)) },
  pem: { ...FORMS.pem, encode: (chain) => pemOf([rootOf(chain)]) },
} as const satisfies Record<string, Form>

const CHAIN: Form = { type: PEM_CHAIN, encode: pemOf }

/** A renewed CA keeps its address: an hour is how long a cache may hold on to the former certificate. */
const CACHING = 'public, max-age=3600'

export function mountPki(app: Hono<HttpEnv>, framing: Framing, services: PkiServices): void {
  const serve = (path: string, route: string, find: (exchange: Exchange) => Found): void => {
    const answer = (exchange: Exchange): Promise<Response> =>
      certificates(services, exchange, find(exchange))
    app.get(path, framed(framing, PUBLIC_FACE, route, answer))
  }
  serve('/ca/:file', '/ca/{caId}', (exchange) => {
    const [, id = '', extension = ''] = FILE.exec(exchange.request.param('file') ?? '') ?? []
    return { id, form: FORMS[extension as keyof typeof FORMS] }
  })
  // Of a CA that another organisation certified: its root has no address of its own here.
  for (const [extension, form] of Object.entries(ROOT_FORMS)) {
    serve(`/ca/:authority/root.${extension}`, '/ca/{caId}/root', (exchange) => ({
      id: exchange.request.param('authority') ?? '',
      form,
    }))
  }
  serve('/ca/:authority/chain.pem', '/ca/{caId}/chain.pem', (exchange) => ({
    id: exchange.request.param('authority') ?? '',
    form: CHAIN,
  }))
}

const FILE = new RegExp(`^([\\w-]+)\\.(${Object.keys(FORMS).join('|')})$`)

interface Found {
  readonly id: string
  readonly form: Form | undefined
}

async function certificates(
  { relyingParties }: PkiServices,
  exchange: Exchange,
  { id, form }: Found,
): Promise<Response> {
  const authorityId = parseUuid(id)
  const [own, ...above] = (authorityId && (await relyingParties.chain(authorityId))) ?? []
  if (own === undefined || form === undefined) {
    throw new HttpRefusal(404, 'notFound', 'there is no certificate of a CA at this address')
  }
  const content = form.encode([own, ...above])
  const tag = entityTag(content)
  exchange.headers['ETag'] = tag
  exchange.headers['Cache-Control'] = CACHING
  if (isUnchanged(exchange, tag)) return replyUnchanged(exchange)
  // One octet a character in each form. Named here for HEAD, whose answer has no content to be measured.
  exchange.headers['Content-Length'] = String(content.length)
  return reply(exchange, 200, form.type, content)
}

const rootOf = (chain: Chain): Uint8Array => chain.at(-1) ?? chain[0]

function pemOf(chain: readonly Uint8Array[]): string {
  return chain.map((der) => `${encodePem('CERTIFICATE', der)}\n`).join('')
}
