import { always } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** 128 bits: what the random part of our serial numbers has at least. */
const MIN_OCTETS = 16
const MAX_OCTETS = 20

export const SERIAL_NUMBER_RULES: readonly Rule[] = [
  {
    name: 'serialNumberPositive',
    citation: 'RFC 5280 §4.1.2.2',
    applies: always,
    check: ({ tbs: { serialNumber } }) => {
      if (serialNumber[0]! >= 0x80) return 'the serial number is negative'
      return serialNumber.length === 1 && serialNumber[0] === 0 ? 'the serial number is zero' : null
    },
  },
  {
    name: 'serialNumberLength',
    citation: 'RFC 5280 §4.1.2.2',
    applies: always,
    check: ({ tbs: { serialNumber } }) =>
      serialNumber.length > MAX_OCTETS
        ? `the serial number has ${serialNumber.length} octets > ${MAX_OCTETS} octets`
        : null,
  },
  {
    name: 'serialNumberEntropy',
    citation: 'CA/Browser Forum BR §7.1.2.7',
    applies: always,
    check: ({ tbs: { serialNumber } }) =>
      serialNumber.length < MIN_OCTETS
        ? `the serial number has ${serialNumber.length} octets < ${MIN_OCTETS} octets, too few to be random`
        : null,
  },
]
