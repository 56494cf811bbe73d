/**
 * The key to which a job seals new private keys. Its private half cannot be exported and stays in this browser (IndexedDB), so
 * that a reload loses nothing, and nobody else can read what the server keeps.
 */
const DATABASE = 'certman.deliveries'
const STORE = 'keys'
const ALGORITHM = { name: 'ECDH', namedCurve: 'P-256' } as const
/** P-256, uncompressed, in a SubjectPublicKeyInfo. */
const SPKI_OCTETS = 91
const NONCE_OCTETS = 12

export interface DeliveryKey {
  readonly privateKey: CryptoKey
  /** SubjectPublicKeyInfo in base64: what the server seals to. */
  readonly publicKey: string
}

export async function newDeliveryKey(): Promise<DeliveryKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ALGORITHM, false, [
    'deriveBits',
  ])
  const spki = await crypto.subtle.exportKey('spki', publicKey)
  return { privateKey, publicKey: base64(new Uint8Array(spki)) }
}

/** Before the job begins, so that whatever happens to this page, what is sealed can be opened. */
export async function keepDeliveryKey({ privateKey, publicKey }: DeliveryKey): Promise<void> {
  await inStore('readwrite', (store) => store.put(privateKey, publicKey))
}

/** undefined: the job was begun in another browser. */
export async function deliveryKeyOf(publicKey: string): Promise<CryptoKey | undefined> {
  const found: unknown = await inStore('readonly', (store) => store.get(publicKey))
  return found instanceof CryptoKey ? found : undefined
}

export async function forgetDeliveryKey(publicKey: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(publicKey))
}

/**
 * The private key of one item, PKCS#8 PEM.
 * @throws when it was not sealed to this key, or for another item
 */
export async function openSealed(
  privateKey: CryptoKey,
  sealed: string,
  context: string,
): Promise<string> {
  const octets = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0))
  const theirs = await crypto.subtle.importKey(
    'spki',
    octets.subarray(0, SPKI_OCTETS),
    ALGORITHM,
    false,
    [],
  )
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256)
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode(`certman delivery ${context}`)
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  )
  const iv = octets.subarray(SPKI_OCTETS, SPKI_OCTETS + NONCE_OCTETS)
  const ciphertext = octets.subarray(SPKI_OCTETS + NONCE_OCTETS)
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, ciphertext)
  return new TextDecoder().decode(opened)
}

function base64(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets))
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openDatabase()
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    database.close()
  }
}

async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
  return settled(opening)
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })
}
