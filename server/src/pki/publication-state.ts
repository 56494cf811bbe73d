/** How what relying parties are told stands: `due` is replaced soon, `waiting` takes the passphrase of the CA. */
export const PUBLICATION_STATES = ['current', 'due', 'waiting', 'expired', 'missing'] as const
export type PublicationState = (typeof PUBLICATION_STATES)[number]
