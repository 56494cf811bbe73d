import type { SerialNumber } from '@certman/x509'

/**
 * Which of a CA's lists speaks of a serial number: 0 is the one full list, 1 … N are partitions. The last octets are from the
 * CSPRNG, so the partitions fill evenly. Fixed at issuance and kept with the certificate.
 */
export function shardOf(serialNumber: SerialNumber, shards: number): number {
  if (shards <= 1) return 0
  const [high = 0, low = 0] = serialNumber.slice(-2)
  return 1 + ((high * 256 + low) % shards)
}
