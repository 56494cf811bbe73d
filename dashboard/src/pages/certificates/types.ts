import type { Output } from '../../api/call.ts'

export type ListedCertificate = Output<'listCertificates'>['certificates'][number]
export type CertificateDetail = Output<'getCertificate'>
export type IssuedCertificate = Output<'issueCertificate'>
export type Preview = Output<'previewCertificate'>
export type DescribedObject = Output<'decodePem'>['objects'][number]
export type DescribedExtension = DescribedObject['extensions'][number]

export const ALGORITHMS = ['ECDSA-P256', 'ECDSA-P384', 'RSA-2048', 'RSA-4096'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

export const CHANNELS = [
  'api',
  'dashboard',
  'mcp',
  'oauth',
  'operator',
  'system',
  'acme',
  'unknown',
] as const

export const REASONS = [
  'unspecified',
  'keyCompromise',
  'superseded',
  'cessationOfOperation',
  'affiliationChanged',
  'privilegeWithdrawn',
  'caCompromise',
  'certificateHold',
] as const
export type Reason = (typeof REASONS)[number]
