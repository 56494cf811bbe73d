import type { CertmanClient } from '@certman/sdk'
import type { Console } from '../console.ts'
import { shellHooks } from './hooks.ts'
import { readSecret } from './lineage.ts'
import type { AgentWorld } from './renew-entry.ts'

/** The world as it is: the API, the shell, and the clock of the console. */
export function createWorld(
  client: CertmanClient,
  console: Pick<Console, 'variables' | 'now' | 'say'>,
): AgentWorld {
  const say = (line: string): void => console.say(line)
  return {
    now: () => console.now(),
    say,
    runHook: shellHooks(console.variables, say),
    async issue({ ca, validityDays, caPassphraseFile }, csrPem) {
      const { certificate } = await client.certificates.issue({
        caId: ca,
        mode: 'csr',
        csrPem,
        ...(validityDays === undefined ? {} : { validityDays }),
        ...(caPassphraseFile === undefined
          ? {}
          : { caPassphrase: await readSecret(caPassphraseFile) }),
      })
      const { chain } = await client.cas.chain(ca)
      return { certificate: certificate.certificate_pem, chain }
    },
  }
}
