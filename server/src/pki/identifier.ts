/** A public identifier: 8-4-4-4-12 hexadecimal digits, lower-case. Ours are random (RFC 9562 version 4). */
export type Uuid = string & { readonly __brand: 'Uuid' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Any version is accepted: the contract speaks of a UUID, and its own examples are not all of one version. */
export function isUuid(text: string): text is Uuid {
  return UUID.test(text)
}

/** @returns the identifier in the lower-case form that the store holds, or undefined */
export function parseUuid(text: string): Uuid | undefined {
  return isUuid(text) ? (text.toLowerCase() as Uuid) : undefined
}

export function newUuid(randomUuid: () => string): Uuid {
  return randomUuid() as Uuid
}
