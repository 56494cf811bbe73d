import { fileNameOf, saveFile } from './save-file.ts'

/** What the files of one certificate are made of, PEM each. */
export interface Material {
  readonly commonName: string
  readonly certificatePem: string
  /** From the issuing CA up to the root. */
  readonly chainPem: readonly string[]
  /** PKCS#8; stays in this browser. */
  readonly privateKeyPem?: string | undefined
}

export const PUBLIC_FORMS = ['pem', 'fullchain', 'chain', 'der', 'p7b', 'root', 'rootDer'] as const
export const KEY_FORMS = ['p12', 'jks', 'haproxy', 'k8s'] as const
export type FileForm = (typeof PUBLIC_FORMS)[number] | (typeof KEY_FORMS)[number]

/** Stores that open with a password of their own. */
export const NEEDS_PASSWORD: ReadonlySet<string> = new Set(['p12', 'jks'])

/** What each form is called after the name. */
const SUFFIX: Readonly<Record<Exclude<FileForm, 'root' | 'rootDer'>, string>> = {
  pem: '.crt.pem',
  fullchain: '.fullchain.pem',
  chain: '.chain.pem',
  der: '.cer',
  p7b: '.p7b',
  p12: '.p12',
  jks: '.jks',
  haproxy: '.haproxy.pem',
  k8s: '.secret.yaml',
}

export function fileNameFor(form: FileForm, commonName: string): string {
  // Of every certificate below it the same.
  if (form === 'root') return 'root.pem'
  if (form === 'rootDer') return 'root.cer'
  return `${fileNameOf(commonName)}${SUFFIX[form]}`
}

export interface MadeFile {
  readonly name: string
  readonly content: Uint8Array
  readonly mediaType: string
}

/**
 * One file, made in this browser. The library comes when it is first needed.
 * @throws BundleError with a sentence: no key, no password, one that is not plain ASCII
 */
async function makeFile(form: FileForm, material: Material, password?: string): Promise<MadeFile> {
  const name = fileNameFor(form, material.commonName)
  if (form === 'root' || form === 'rootDer') return rootFile(form, name, material)
  const { BUNDLE_FORMS, makeBundle } = await import('@certman/bundles')
  const { decodePem } = await import('@certman/x509')
  const certificates = [material.certificatePem, ...material.chainPem].flatMap((pem) =>
    decodePem(pem).map(({ der }) => der),
  )
  const privateKey =
    material.privateKeyPem === undefined
      ? undefined
      : decodePem(material.privateKeyPem).find(({ label }) => label === 'PRIVATE KEY')?.der
  const content = await makeBundle(
    form,
    { certificates, ...(privateKey === undefined ? {} : { privateKey }) },
    password === undefined ? {} : { password },
  )
  return { name, content, mediaType: BUNDLE_FORMS[form].mediaType }
}

/** What clients are told to trust. */
async function rootFile(
  form: 'root' | 'rootDer',
  name: string,
  { chainPem }: Material,
): Promise<MadeFile> {
  const { decodePem } = await import('@certman/x509')
  const pem = chainPem.at(-1) ?? ''
  if (form === 'root') {
    const content = new TextEncoder().encode(withNewline(pem))
    return { name, content, mediaType: 'application/pem-certificate-chain' }
  }
  const content = decodePem(pem)[0]?.der ?? new Uint8Array()
  return { name, content, mediaType: 'application/pkix-cert' }
}

export async function saveForm(
  form: FileForm,
  material: Material,
  password?: string,
): Promise<void> {
  const { name, content, mediaType } = await makeFile(form, material, password)
  saveFile(name, content, mediaType)
}

const withNewline = (pem: string): string => (pem.endsWith('\n') ? pem : `${pem}\n`)

/** Everything that a server of any kind asks for, each certificate in a folder of its own when there are several. */
async function zipOf(materials: readonly Material[]): Promise<Uint8Array> {
  const { strToU8, zipSync } = await import('fflate')
  const files: Record<string, Uint8Array> = {}
  const taken = new Map<string, number>()
  for (const material of materials) {
    const name = fileNameOf(material.commonName)
    const times = taken.get(name) ?? 0
    taken.set(name, times + 1)
    const folder = materials.length === 1 ? '' : `${name}${times === 0 ? '' : `-${times + 1}`}/`
    const add = (file: string, text: string): void => {
      files[`${folder}${file}`] = strToU8(text)
    }
    const { certificatePem, chainPem, privateKeyPem } = material
    add('cert.pem', withNewline(certificatePem))
    // The peer has the root already (RFC 8446 §4.4.2).
    const sent = [certificatePem, ...chainPem.slice(0, -1)]
    add('fullchain.pem', sent.map(withNewline).join(''))
    add('chain.pem', chainPem.map(withNewline).join(''))
    const root = chainPem.at(-1)
    if (root !== undefined) add('root.pem', withNewline(root))
    if (privateKeyPem !== undefined) add('privkey.pem', withNewline(privateKeyPem))
  }
  return zipSync(files, { level: 6 })
}

export async function saveZip(name: string, materials: readonly Material[]): Promise<void> {
  saveFile(`${name}.zip`, await zipOf(materials), 'application/zip')
}
