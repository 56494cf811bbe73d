import { encodePem } from '@certman/x509'

/** The text forms that every answer shares. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

export function certificatePem(der: Uint8Array): string {
  return encodePem('CERTIFICATE', der)
}
