import {
  issueCertificate,
  releaseCertificate,
  renewCertificate,
  revokeCertificate,
} from './change.ts'
import {
  decodePem,
  exportCertificates,
  getCertificate,
  getPems,
  listCertificates,
  previewCertificate,
} from './read.ts'
import type { ConsoleEndpoint } from '../endpoint.ts'

/** The fixed paths come before the one that takes an id. */
export const CERTIFICATE_ENDPOINTS: readonly ConsoleEndpoint[] = [
  listCertificates,
  issueCertificate,
  exportCertificates,
  previewCertificate,
  getPems,
  getCertificate,
  renewCertificate,
  revokeCertificate,
  releaseCertificate,
  decodePem,
]
