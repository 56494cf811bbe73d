import type { Authorities } from '../ca/authorities/authorities.ts'
import type { CheckFinding } from '../ca/revocation/check-publication.ts'
import { createAuthorities } from '../ca/authorities/create-authorities.ts'
import type { Instance } from '../compose.ts'
import { newPassphraseFrom, passphraseFrom } from '../keys/passphrase.ts'
import { observing } from './own-probe.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { Observer } from '../probe/observe.ts'
import { targetsOf } from '../probe/target.ts'
import type { ConsoleServices } from '../protocols/console/dependencies.ts'

/** Addresses that are asked at once, of those of one CA. */
const TOGETHER = 8

/** What the console needs to make and unmake CAs. */
export function authorityServices(
  instance: Instance,
): Pick<ConsoleServices, 'authorities' | 'trustUrl' | 'passphrase' | 'newPassphrase'> {
  const { config, ca } = instance
  return {
    authorities: authoritiesOf(instance),
    trustUrl: (id) => (config.trustPage ? `${ca.publication.baseUrl()}/trust/${id}` : null),
    passphrase: passphraseFrom,
    newPassphrase: newPassphraseFrom,
  }
}

/** The verbs, with a look from outside at what CAs publish. */
function authoritiesOf(instance: Instance): Authorities {
  const deps = observing(instance)
  const observe = async (authority: CertificateAuthority): Promise<readonly CheckFinding[]> => {
    // A new one each time: it shall remember no list, and fetch what is there now.
    const observer = new Observer(deps)
    const targets = targetsOf([authority], deps.addressesOf, deps.clock.now())
    const findings: CheckFinding[] = []
    for (let at = 0; at < targets.length; at += TOGETHER) {
      const some = targets.slice(at, at + TOGETHER).map((target) => observer.observe(target))
      for (const { target, life, fault } of await Promise.all(some)) {
        const { kind, url, shard } = target
        const { from = null, to = null } = life ?? {}
        findings.push({ kind, url, shard, from, to, fault: fault ?? null })
      }
    }
    return findings
  }
  return createAuthorities(instance.ca, { whileSealing: instance.whileSealing, observe })
}
