/** Containers of certificates and keys, in any runtime with WebCrypto. The only door of this package. */
export { BundleError } from './bundle-error.ts'
export type { BundleErrorCode } from './bundle-error.ts'
export type { BundleContents } from './contents.ts'
export { BUNDLE_FORMS, makeBundle } from './make-bundle.ts'
export type { BundleForm, BundleOptions } from './make-bundle.ts'
export { readBundle } from './read-bundle.ts'
