import type { Uuid } from '../pki/identifier.ts'
import { issue } from '../store/_fixtures.ts'
import type { Setting } from './_setting.ts'
import type { AlertRuleRequest } from './alert-rules.ts'

const DAY = 86_400_000

export const RULE: AlertRuleRequest = {
  name: 'On call',
  watches: ['certificate'],
  daysBefore: [1, 14, 30, 7],
  recipients: ['Ops@Example.com', 'boss@example.com'],
  digest: false,
  language: 'en',
  enabled: true,
}

/** A certificate that ends so many days from now. */
export async function ending(
  { store, world, clock }: Setting,
  days: number,
  name: string,
  lifetime = 90,
): Promise<Uuid> {
  const notAfter = clock.now + days * DAY
  const { id } = await issue(store, world, {
    commonName: name,
    sanDns: [name],
    createdAt: notAfter - lifetime * DAY,
    validity: { notBefore: notAfter - lifetime * DAY, notAfter },
  })
  return id
}
