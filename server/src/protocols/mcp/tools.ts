import type { Tool } from './tool.ts'
import { getAuthority, getAuthorityChain, listAuthorities } from './tools/authorities.ts'
import { getCertificate, listCertificates } from './tools/certificates.ts'
import { checkRevocation } from './tools/check-revocation.ts'
import { decodePemTool } from './tools/decode-pem.ts'
import { expiringReport } from './tools/expiring-report.ts'
import { issueCertificate } from './tools/issue-certificate.ts'
import { renewCertificate } from './tools/renew-certificate.ts'
import { revokeCertificate } from './tools/revoke-certificate.ts'
import { signCsr } from './tools/sign-csr.ts'
import { whoami } from './tools/whoami.ts'

/** Few and task-shaped: each is something that a person would ask for. */
export const TOOLS: readonly Tool[] = [
  whoami,
  listAuthorities,
  getAuthority,
  getAuthorityChain,
  listCertificates,
  getCertificate,
  expiringReport,
  checkRevocation,
  decodePemTool,
  signCsr,
  issueCertificate,
  renewCertificate,
  revokeCertificate,
]
