import type { AuditedAct } from '../../audit/events.ts'
import type { CertificationAuthority } from '../../ca/certification-authority.ts'
import { createCertificationAuthority } from '../../ca/create-certification-authority.ts'
import { publishDueLists, renewDueResponders } from '../../ca/revocation/publish-due.ts'
import { revokeAuthority } from '../../ca/authorities/revoke-authority.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { withSealingLock } from '../sealing-lock.ts'
import { timeOf, type AuthorityName, type Deed, type Hand } from './plot.ts'
import type { Stage } from './stage.ts'

export interface Played {
  readonly issued: number
  readonly revoked: number
}

/** Does every deed at its time, in order, by the verbs that people's requests go through. */
export async function play(
  stage: Stage,
  deeds: readonly Deed[],
  options: {
    readonly now: number
    readonly actOf: (hand: Hand) => AuditedAct
    readonly onDeed: (done: number) => void
  },
): Promise<Played> {
  const ca = createCertificationAuthority(stage.ca)
  const certificates = new Map<string, Uuid>()
  let revoked = 0
  for (const [index, deed] of deeds.entries()) {
    stage.clock.time = timeOf(options.now, deed.ago)
    switch (deed.kind) {
      case 'issue':
      case 'renew': {
        const id = await certify(stage, ca, options.actOf(deed.hand), deed, certificates)
        certificates.set(deed.label, id)
        break
      }
      case 'revoke':
        await ca.revoke(options.actOf(deed.hand), {
          certificateId: known(certificates, deed.of),
          reason: deed.reason,
        })
        revoked += 1
        break
      case 'revokeAuthority':
        await revokeAuthority(stage.ca, options.actOf('operator'), {
          id: authorityOf(stage, deed.authority).id,
          reason: 'superseded',
        })
        break
    }
    options.onDeed(index + 1)
  }
  return { issued: certificates.size, revoked }
}

async function certify(
  stage: Stage,
  ca: CertificationAuthority,
  act: AuditedAct,
  deed: Extract<Deed, { kind: 'issue' | 'renew' }>,
  certificates: ReadonlyMap<string, Uuid>,
): Promise<Uuid> {
  const result =
    deed.kind === 'renew'
      ? await ca.renew(act, { certificateId: known(certificates, deed.of) })
      : await ca.issue(act, {
          authorityId: authorityOf(stage, deed.authority).id,
          mode: 'managed',
          commonName: deed.commonName,
          sanDns: deed.sanDns,
          sanIp: deed.sanIp,
          keyAlgorithm: deed.keyAlgorithm,
          validityDays: deed.validityDays,
        })
  if (result.kind !== 'issued') throw new Error('nothing here is repeated')
  return result.certificate.id
}

/** Lists and responders of the past have run out: relying parties shall find those of today. */
export async function publishToday({ instance }: Stage): Promise<void> {
  await renewDueResponders(instance.ca, (act) => withSealingLock(instance, act))
  while ((await publishDueLists(instance.ca)) > 0);
}

function authorityOf(stage: Stage, key: AuthorityName): CertificateAuthority {
  const found = stage.authorities.get(key)
  if (found === undefined) throw new Error(`the plot speaks of a CA ${key} that it does not make`)
  return found
}

function known(certificates: ReadonlyMap<string, Uuid>, label: string): Uuid {
  const found = certificates.get(label)
  if (found === undefined) throw new Error(`the plot speaks of ${label} before it was issued`)
  return found
}
