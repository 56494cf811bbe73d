import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { mayAnywhere, type Caller } from './caller.ts'
import { requireNoPrivateKey } from './private-key.ts'

/** What people ask for again and again, worded so that an assistant does it carefully. */
export function registerPrompts(server: McpServer, { principal }: Caller): void {
  if (mayAnywhere(principal, 'issue')) registerRotation(server)
  server.registerPrompt(
    'explain_this_certificate',
    {
      title: 'Explain this certificate',
      description: 'Explains a certificate, by its id or its PEM, to somebody who is no expert',
      argsSchema: z.object({
        certificate: z.string().max(200_000).describe('A certificate id of ours, or PEM text'),
      }),
    },
    ({ certificate }) => {
      // What the person pastes is what the model is given.
      requireNoPrivateKey(certificate, 'certificate')
      return asked(`Explain this certificate to somebody who is no expert: for which names it is, who vouches for it, until when, what it may be used for, and whether anything about it should worry me. Use get_certificate, check_revocation and get_ca_chain where it is an id, decode_pem where it is PEM.

${certificate}`)
    },
  )
}

function registerRotation(server: McpServer): void {
  server.registerPrompt(
    'rotate_what_expires_this_month',
    {
      title: 'Rotate what expires this month',
      description: 'Finds the certificates that expire within 30 days and renews them one by one',
    },
    () =>
      asked(`Call expiring_report with withinDays 30. Show me the result as a table: name, CA, days left.
Then propose for each certificate how to renew it: for one that was issued from a CSR, give me the command that makes a new key and CSR where it is used, and call renew_certificate with that CSR when I paste it; for the others say that the private key will wait for me under a link.
Renew nothing before I agree. Do not revoke the old certificates: they expire on their own.`),
  )
}

function asked(text: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] }
}
