/** The identifiers and values of the contract's examples. */
export const CA_ID = '550e8400-e29b-41d4-a716-446655440000'
export const INTERMEDIATE_ID = '660e8400-e29b-41d4-a716-446655440001'
export const CERTIFICATE_ID = '660e8400-e29b-41d4-a716-446655440001'

export const CERTIFICATE_PEM = '-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----'
export const PRIVATE_KEY_PEM = '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'

export const NAMES = {
  san_dns: ['api.example.com', 'www.example.com'],
  san_ip: ['192.168.1.1'],
} as const

export const LISTED_CERTIFICATE = {
  id: CERTIFICATE_ID,
  ca_id: CA_ID,
  common_name: 'api.example.com',
  ...NAMES,
  key_algorithm: 'ECDSA-P256',
  valid_from: '2024-06-01T00:00:00.000Z',
  valid_to: '2025-06-01T00:00:00.000Z',
  serial_number: 'AABBCCDD',
  revoked_at: null,
  revocation_reason: null,
  created_at: '2024-06-01T00:00:00.000Z',
} as const
