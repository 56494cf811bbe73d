import type { RequestOptions } from './transport.ts'
import type {
  CertificateSummary,
  ListCertificatesQuery,
  ListCertificatesResponse,
} from './wire.gen.ts'

type ListPage = (
  params: ListCertificatesQuery,
  options?: RequestOptions,
) => Promise<ListCertificatesResponse>

/** As many as a page may have: who wants all of them wants few requests. */
const PAGE_SIZE = 100

/** Pages are numbered, so what is issued meanwhile may show a certificate twice, or push none out. */
export async function* walkPages(
  list: ListPage,
  params: ListCertificatesQuery = {},
  options?: RequestOptions,
): AsyncGenerator<ListCertificatesResponse, void, undefined> {
  for (let page = params.page ?? 1; ; page++) {
    const found = await list({ pageSize: PAGE_SIZE, ...params, page }, options)
    yield found
    if (found.page >= found.totalPages || found.certificates.length === 0) return
  }
}

export async function* walkCertificates(
  list: ListPage,
  params?: ListCertificatesQuery,
  options?: RequestOptions,
): AsyncGenerator<CertificateSummary, void, undefined> {
  for await (const page of walkPages(list, params, options)) yield* page.certificates
}
