import type { PublishedNow } from '../ca/revocation/publish-now.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { withSignerPassphrase } from './ca-signer.ts'
import type { Console } from './console.ts'
import { asOperator, type Operator } from './operator.ts'
import { withSealingLock } from './sealing-lock.ts'
import { dayOf, plain, table, timeText } from './table.ts'

export interface PublishOptions {
  readonly passphraseFile?: string
}

/** @param id undefined: all whose keys are at hand */
export async function publishCrl(
  console: Console,
  id: Uuid | undefined,
  options: PublishOptions,
): Promise<void> {
  await asOperator(console, async (operator) => {
    if (id !== undefined) report(console, [await publishOne(console, operator, id, options)], 1)
    else await publishAll(console, operator)
  })
}

/** One that fails keeps no other waiting. */
async function publishAll(console: Console, operator: Operator): Promise<void> {
  const { atHand, passedOver } = await unexpired(operator)
  const published: PublishedNow[] = []
  for (const authority of atHand) {
    try {
      published.push(await publishOne(console, operator, authority.id, {}))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      console.say(`the CA "${plain(authority.name)}" (${authority.id}) did not publish: ${reason}`)
    }
  }
  for (const authority of passedOver) {
    console.say(
      `the CA "${plain(authority.name)}" needs its passphrase: certman-server ca publish-crl ${authority.id}`,
    )
  }
  report(console, published, atHand.length)
}

async function publishOne(
  console: Console,
  operator: Operator,
  authorityId: Uuid,
  { passphraseFile }: PublishOptions,
): Promise<PublishedNow> {
  const { instance, act } = operator
  const { publishNow } = await import('../ca/revocation/publish-now.ts')
  const signer = await instance.store.authorities.get(authorityId)
  const from = { signer, file: passphraseFile, option: '--passphrase-file' }
  return withSignerPassphrase(console, operator, from, (passphrase) =>
    publishNow(instance.ca, act, {
      authorityId,
      passphrase,
      whileSealing: (seal) => withSealingLock(instance, seal),
    }),
  )
}

/** Of an expired CA nobody accepts a list. */
async function unexpired({ instance: { store, clock } }: Operator): Promise<{
  readonly atHand: readonly CertificateAuthority[]
  readonly passedOver: readonly CertificateAuthority[]
}> {
  const all = await store.authorities.list({ includeRevoked: true })
  const living = all.filter(({ validity }) => validity.notAfter > clock.now())
  const { atHand = [], passedOver = [] } = Object.groupBy(living, ({ hasPassphrase }) =>
    hasPassphrase ? 'passedOver' : 'atHand',
  )
  return { atHand, passedOver }
}

/** @param wanted how many CAs were to publish: the command has failed when one of them did not */
function report(console: Console, published: readonly PublishedNow[], wanted: number): void {
  console.report({
    failed: published.length < wanted,
    json: {
      published: published.map(({ authority, lists, responder }) => ({
        ca_id: authority.id,
        name: authority.name,
        lists: lists.map(({ shard, publishedNumber, nextUpdate }) => ({
          shard,
          number: publishedNumber,
          next_update: nextUpdate === null ? null : timeText(nextUpdate),
        })),
        responder_valid_to: timeText(responder.validity.notAfter),
      })),
    },
    text: table(
      ['CA', 'NAME', 'LIST', 'NUMBER', 'NEXT UPDATE', 'RESPONDER UNTIL'],
      published.flatMap(({ authority, lists, responder }) =>
        lists.map(({ shard, publishedNumber, nextUpdate }) => [
          authority.id,
          plain(authority.name),
          String(shard),
          String(publishedNumber),
          nextUpdate === null ? 'never' : dayOf(nextUpdate),
          dayOf(responder.validity.notAfter),
        ]),
      ),
    ),
  })
}
