import { randomUUID } from 'node:crypto'
import type { SignOnWay } from '../access/instance-facts.ts'
import { createSessions } from '../access/sign-in/create-sessions.ts'
import { createPasswordHasher } from '../access/sign-in/password-hash.ts'
import type { SignInContext } from '../access/sign-in/context.ts'
import type { IdentityProvider } from '../access/sign-in/identity-provider.ts'
import { createGitHubProvider, createOpenIdProvider } from '../access/sign-in/openid-provider.ts'
import { createSignIn } from '../access/sign-in/sign-in.ts'
import { IDLE_MILLISECONDS } from '../access/sign-in/begin-session.ts'
import type { Instance } from '../compose.ts'
import { isLoopback } from '../config/addresses.ts'
import type { Config } from '../config/config.ts'
import type { Secrets } from '../config/secrets.ts'
import type { SignOnProvider } from '../config/sign-on-settings.ts'
import { openSignInBox } from './instance-secrets.ts'
import { randomBytes } from '../keys/crypto.ts'
import { SecretText } from '../pki/secret-text.ts'
import type { ConsoleServices } from '../protocols/console/dependencies.ts'
import type { Task } from '../schedule/timetable.ts'
import { backgroundTaskFailed } from '../telemetry/events.ts'

const MINUTE = 60_000

/**
 * What the console needs to let people in.
 * @param publicUrl where they reach it, without a trailing slash; known only after listening
 */
export async function signInServices(
  { store, keys, clock, refusals, telemetry, config }: Instance,
  secrets: Pick<Secrets, 'signOn'>,
  publicUrl: () => string,
): Promise<Pick<ConsoleServices, 'sessions' | 'signIn'>> {
  const box = await openSignInBox(store.secrets, keys, randomBytes)
  const context: SignInContext = {
    store,
    now: () => clock.now(),
    random: randomBytes,
    randomUuid: randomUUID,
    hasher: createPasswordHasher(randomBytes),
    refusals,
    seal: (name, plaintext) => box.seal(name, plaintext),
    open: (name, sealed) => box.open(name, sealed),
    origins: () => originsOf(publicUrl()),
    providers: providersOf(config, secrets, () => clock.now()),
    onFailure: (error) => backgroundTaskFailed(telemetry, { task: 'sign-in', error }),
  }
  return { sessions: createSessions(context), signIn: createSignIn(context) }
}

/** For the operators' page. */
export function signOnWays({ signOn }: Config): readonly SignOnWay[] {
  const has = (id: SignOnProvider['id']): boolean => signOn.some((one) => one.id === id)
  return [
    { kind: 'password', name: 'Password', isConfigured: true },
    { kind: 'passkey', name: 'Passkey', isConfigured: true },
    { kind: 'oidc', name: 'OpenID Connect', isConfigured: has('oidc') },
    { kind: 'oidc', name: 'Google', isConfigured: has('google') },
    { kind: 'github', name: 'GitHub', isConfigured: has('github') },
  ]
}

function providersOf(
  { signOn }: Config,
  secrets: Pick<Secrets, 'signOn'>,
  now: () => number,
): readonly IdentityProvider[] {
  return signOn.map(({ issuer, ...provider }) => {
    // The settings were refused where one was set without the other.
    const options = { ...provider, clientSecret: secrets.signOn[provider.id] ?? new SecretText('') }
    return issuer === null
      ? createGitHubProvider(options)
      : createOpenIdProvider({ ...options, issuer }, now)
  })
}

/** A server on this machine is reached as localhost too, which is what passkeys ask for: an IP address is no name. */
function originsOf(publicUrl: string): readonly string[] {
  const { origin, hostname, protocol, port } = new URL(publicUrl)
  if (!isLoopback(hostname)) return [origin]
  return [...new Set([new URL(`${protocol}//localhost:${port}`).origin, origin])]
}

export function signInTask({ store, clock }: Pick<Instance, 'store' | 'clock'>): Task {
  return {
    name: 'prune sessions that have ended',
    first: MINUTE,
    every: 10 * MINUTE,
    run: async (end) => {
      while (
        !end.aborted &&
        (await store.signIn.prune(clock.now(), clock.now() - IDLE_MILLISECONDS)) > 0
      );
    },
  }
}
