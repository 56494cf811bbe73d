import type { CredentialPrincipal } from '../../pki/principal.ts'
import { mayAnywhere } from './caller.ts'

/** What a model is told of all tools together; of what the credential may not do, nothing. */
export function instructionsFor(principal: CredentialPrincipal): string {
  const issues = mayAnywhere(principal, 'issue')
  const acts = issues || mayAnywhere(principal, 'revoke')
  const rules = [
    ...(issues ? [PREFER, principal.mayReturnPrivateKeys === true ? KEYS_SHOWN : KEYS_HIDDEN] : []),
    ...(acts ? [PLAN, PASSPHRASE] : []),
  ]
  return rules.length === 0 ? WHAT : `${WHAT}\n\n${rules.map((rule) => `- ${rule}`).join('\n')}`
}

const WHAT =
  'Certman is a private certificate authority. These tools see and do only what the credential may.'
const PREFER =
  'Prefer sign_csr to issue_certificate: the private key then never leaves the machine that will use it.'
const KEYS_HIDDEN =
  'Private keys are not shown to you: after issue_certificate give the person the link that the answer holds. It opens once, within ten minutes, for them alone.'
const KEYS_SHOWN =
  'This credential may show you private keys: the answer of issue_certificate holds the key, this one time. Put it where the person wants it, and do not repeat it.'
const PLAN =
  'What cannot be undone answers first with a plan and a confirmationToken: show the plan to the person, and call again with the token only after they agreed.'
const PASSPHRASE =
  'Never ask for the passphrase of a protected CA; give the person the link to the dashboard.'
