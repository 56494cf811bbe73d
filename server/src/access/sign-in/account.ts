import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import { requireName } from '../../pki/display-name.ts'
import { requireStepUp } from '../../pki/authorization.ts'
import { MAIL_LANGUAGES, type MailLanguage } from '../mailer.ts'
import type { SignInContext } from './context.ts'
import { accountOf, personOf } from './current-session.ts'
import { requireGoodPassword } from './password-rules.ts'
import { Problem } from '../../pki/problem.ts'
import type { Identity } from '../../store/sign-in/sign-in-store.ts'

export async function changeProfile(
  { store, now }: SignInContext,
  act: AuditedAct,
  change: { readonly name?: string | undefined; readonly locale?: string | null | undefined },
): Promise<void> {
  const person = personOf(act)
  const account = await accountOf(store, person)
  const name =
    change.name === undefined || change.name.trim() === ''
      ? (change.name?.trim() ?? account.name)
      : requireName(change.name, 'a person')
  const locale = change.locale === undefined ? account.locale : requireLanguage(change.locale)
  const changed = auditEvent(act, 'account.changed', {
    subject: person.id,
    workspaceId: null,
    at: now(),
    detail: { name, locale },
  })
  await store.signIn.changeProfile(person.id, { name, locale }, [changed])
}

function requireLanguage(language: string | null): MailLanguage | null {
  if (language === null) return null
  const known = MAIL_LANGUAGES.find((one) => one === language)
  if (known !== undefined) return known
  throw new Problem('invalidRequest', `the language is one of ${MAIL_LANGUAGES.join(', ')}`, {
    field: 'locale',
  })
}

/** Other sessions end: somebody else may be in one. @throws Problem `stepUpRequired`, `invalidRequest` */
export async function changePassword(
  context: SignInContext,
  act: AuditedAct,
  password: string,
): Promise<void> {
  const { store, hasher, now } = context
  const person = personOf(act)
  requireStepUp(person, now())
  requireGoodPassword(password, person.user.email)
  const passwordHash = await hasher.hash(password)
  const at = now()
  const changed = auditEvent(act, 'password.changed', {
    subject: person.id,
    workspaceId: null,
    at,
  })
  await store.signIn.setPassword({ userId: person.id, passwordHash, at, keeps: person.sessionId }, [
    changed,
  ])
}

/** Accounts elsewhere that sign this person in, under the names that the sign-in page has for them. */
export async function listIdentities(
  { store, providers }: SignInContext,
  act: AuditedAct,
): Promise<readonly (Identity & { readonly name: string })[]> {
  const identities = await store.signIn.identities(personOf(act).id)
  return identities.map((identity) => {
    const provider = providers.find(({ id }) => id === identity.provider)
    return { ...identity, name: provider?.name ?? identity.provider }
  })
}

/** @throws Problem `stepUpRequired`, `notFound`, `policyRefused` when nothing else would let them in */
export async function unlinkIdentity(
  { store, now }: SignInContext,
  act: AuditedAct,
  provider: string,
): Promise<void> {
  const person = personOf(act)
  requireStepUp(person, now())
  const account = await accountOf(store, person)
  const others = (await store.signIn.identities(person.id)).filter(
    (identity) => identity.provider !== provider,
  )
  if (account.passwordHash === null && account.passkeys === 0 && others.length === 0) {
    throw new Problem('policyRefused', 'nothing else lets you in; set a password first')
  }
  const unlinked = auditEvent(act, 'identity.unlinked', {
    subject: person.id,
    workspaceId: null,
    at: now(),
    detail: { provider },
  })
  if ((await store.signIn.unlinkIdentity(person.id, provider, [unlinked])) === 'notFound') {
    throw new Problem('notFound', 'there is no such account elsewhere; it may have been removed')
  }
}
