// Generated from api/console-openapi.json by `npm run generate`; do not edit.

import type {
  DecodePemResponse,
  ExportCertificatesQuery,
  GetCertificatePemsResponse,
  GetCertificateResponse,
  IssueCertificateResponse,
  ListCertificatesQuery,
  ListCertificatesResponse,
  PreviewCertificateResponse,
  ReleaseCertificateResponse,
  RenewCertificateResponse,
  RevokeCertificateResponse,
} from './certificates-answers.gen.ts'

export interface CertificatesOperations {
  listCertificates: {
    path: {
      workspaceId: string
    }
    query: ListCertificatesQuery
    body: Record<string, never>
    response: ListCertificatesResponse
  }
  issueCertificate: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      caId: string
      mode: 'managed' | 'csr'
      commonName?: string | undefined
      sanDns?: string[] | undefined
      sanIp?: string[] | undefined
      keyAlgorithm?: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | undefined
      csrPem?: string | undefined
      validityDays?: number | undefined
      caPassphrase?: string | undefined
    }
    response: IssueCertificateResponse
  }
  exportCertificates: {
    path: {
      workspaceId: string
    }
    query: ExportCertificatesQuery
    body: Record<string, never>
    response: Response
  }
  previewCertificate: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      caId: string
      mode: 'managed' | 'csr'
      commonName?: string | undefined
      sanDns?: string[] | undefined
      sanIp?: string[] | undefined
      keyAlgorithm?: 'RSA-2048' | 'RSA-4096' | 'ECDSA-P256' | 'ECDSA-P384' | undefined
      csrPem?: string | undefined
      validityDays?: number | undefined
    }
    response: PreviewCertificateResponse
  }
  getCertificatePems: {
    path: {
      workspaceId: string
    }
    query: Record<string, never>
    body: {
      ids: string[]
    }
    response: GetCertificatePemsResponse
  }
  getCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: GetCertificateResponse
  }
  renewCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      validityDays?: number | undefined
      csrPem?: string | undefined
      caPassphrase?: string | undefined
    }
    response: RenewCertificateResponse
  }
  revokeCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: {
      reason: 'unspecified' | 'keyCompromise' | 'caCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'certificateHold' | 'privilegeWithdrawn'
      caPassphrase?: string | undefined
    }
    response: RevokeCertificateResponse
  }
  releaseCertificate: {
    path: {
      workspaceId: string
      id: string
    }
    query: Record<string, never>
    body: Record<string, never>
    response: ReleaseCertificateResponse
  }
  decodePem: {
    path: Record<string, never>
    query: Record<string, never>
    body: {
      pem: string
    }
    response: DecodePemResponse
  }
}

export const CERTIFICATES_ROUTES = {
  listCertificates: ['get', '/console/v1/workspaces/{workspaceId}/certificates'],
  issueCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates'],
  exportCertificates: ['get', '/console/v1/workspaces/{workspaceId}/certificates/export'],
  previewCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/preview'],
  getCertificatePems: ['post', '/console/v1/workspaces/{workspaceId}/certificates/pems'],
  getCertificate: ['get', '/console/v1/workspaces/{workspaceId}/certificates/{id}'],
  renewCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/{id}/renew'],
  revokeCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/{id}/revoke'],
  releaseCertificate: ['post', '/console/v1/workspaces/{workspaceId}/certificates/{id}/release'],
  decodePem: ['post', '/console/v1/decode'],
} as const
