import type { SecretText } from '../pki/secret-text.ts'

/** The languages that we write in. */
export const MAIL_LANGUAGES = ['en', 'cs', 'de'] as const
export type MailLanguage = (typeof MAIL_LANGUAGES)[number]

export interface InvitationMail {
  readonly to: string
  readonly workspaceName: string
  /** The e-mail address of whoever invites. */
  readonly invitedBy: string
  /** The whole address that accepts: it holds the invitation's token, so it is in no log. */
  readonly link: SecretText
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number
  readonly language: MailLanguage
}

/** The letters that this room wants written; handed in by the composition root, which knows how to send them. */
export interface Mailer {
  /** False without CERTMAN_SMTP_URL: then a link is shown to be handed over by hand. */
  readonly isConfigured: boolean
  /** @throws Problem `unavailable` when the mail server does not take it */
  sendInvitation(mail: InvitationMail): Promise<void>
  /** A letter that says only that letters arrive. @throws Problem `unavailable` with what the mail server answered */
  sendTest(mail: { readonly to: string; readonly language: MailLanguage }): Promise<void>
}
