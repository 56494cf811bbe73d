declare const lintedTbs: unique symbol
declare const lintedRevocationListTbs: unique symbol

/** A TBSCertificate in which lint found nothing. Only lintTbs mints it, so unlinted octets cannot be signed. */
export type LintedTbs = Uint8Array & { readonly [lintedTbs]: true }

/** A TBSCertList in which lint found nothing. Only lintRevocationListTbs mints it. */
export type LintedRevocationListTbs = Uint8Array & { readonly [lintedRevocationListTbs]: true }
