declare const lintedTbs: unique symbol

/** A TBSCertificate in which lint found nothing. Only lintTbs mints it, so unlinted octets cannot be signed. */
export type LintedTbs = Uint8Array & { readonly [lintedTbs]: true }
