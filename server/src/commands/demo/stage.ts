import { randomUUID } from 'node:crypto'
import type { AccessContext } from '../../access/context.ts'
import type { AuditedAct } from '../../audit/events.ts'
import type { CaDependencies } from '../../ca/dependencies.ts'
import type { Instance } from '../../compose.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Clock } from '../../pki/clock.ts'
import { newUuid, type Uuid } from '../../pki/identifier.ts'
import type { Role, User } from '../../pki/member.ts'
import { ALL_PERMISSIONS, type Permissions } from '../../pki/permission.ts'
import type { ApiKeyPrincipal, Principal, UserPrincipal } from '../../pki/principal.ts'
import type { Workspace } from '../../pki/workspace.ts'
import { createApiKey } from '../../access/create-api-key.ts'
import { createAuthority } from '../../ca/authorities/create-authority.ts'
import { passphraseFrom } from '../../keys/passphrase.ts'
import { withSealingLock } from '../sealing-lock.ts'
import { AUTHORITIES, timeOf, type AuthorityName, type Hand } from './plot.ts'

/** A documentation address (RFC 5737): nothing answers there. */
const ADDRESS = '203.0.113.24'
const ASSISTANT = 'Claude Code'

/** What the demonstration is played with: a clock that is set, and verbs that believe it. */
export interface Stage {
  readonly instance: Instance
  readonly clock: Clock & { time: number }
  readonly ca: CaDependencies
  readonly access: AccessContext
  readonly workspace: Workspace
  readonly authorities: Map<AuthorityName, CertificateAuthority>
}

/** The store keeps its own time: what is shared with a running server, leases above all, must not be of the past. */
export function setStage(instance: Instance, workspace: Workspace): Stage {
  const clock = {
    time: instance.clock.now(),
    now(): number {
      return clock.time
    },
  }
  return {
    instance,
    clock,
    ca: { ...instance.ca, clock },
    access: {
      store: instance.store,
      now: () => clock.time,
      random: instance.ca.random,
      randomUuid: randomUUID,
    },
    workspace,
    authorities: new Map(),
  }
}

/** @param passphrase of the one CA that is protected */
export async function makeAuthorities(
  stage: Stage,
  act: AuditedAct,
  { now, passphrase }: { readonly now: number; readonly passphrase: string },
): Promise<void> {
  for (const plot of AUTHORITIES) {
    stage.clock.time = timeOf(now, plot.made)
    const secret = plot.isProtected ? passphraseFrom(passphrase) : undefined
    try {
      const made = await withSealingLock(stage.instance, () =>
        createAuthority(stage.ca, act, {
          workspaceId: stage.workspace.id,
          parentId: plot.parent === null ? undefined : stage.authorities.get(plot.parent)?.id,
          subject: { commonName: plot.name, organization: 'Acme Corp', country: 'US' },
          keyAlgorithm: plot.keyAlgorithm,
          validityDays: plot.validityDays,
          pathLength: plot.pathLength,
          passphrase: secret,
        }),
      )
      stage.authorities.set(plot.key, made)
    } finally {
      secret?.wipe()
    }
  }
}

export interface KeyPlot {
  readonly name: string
  readonly grants: Partial<Record<AuthorityName, Permissions>>
  /** Days after now; null: never. */
  readonly expiresIn: number | null
}

/** A real key, whose text nobody is shown: it can be seen and revoked, not used. */
export async function makeKey(
  stage: Stage,
  act: AuditedAct,
  user: User,
  { name, grants, expiresIn }: KeyPlot,
): Promise<ApiKeyPrincipal> {
  const { record } = await createApiKey(stage.access, act, {
    workspaceId: stage.workspace.id,
    userId: user.id,
    name,
    grants: new Map(
      Object.entries(grants).flatMap(([key, granted]) => {
        const found = stage.authorities.get(key as AuthorityName) // the keys are those of the plot
        return found === undefined ? [] : [[found.id, granted] as const]
      }),
    ),
    expiresAt: expiresIn === null ? null : timeOf(stage.instance.clock.now(), -expiresIn),
  })
  return {
    kind: 'apiKey',
    id: record.id,
    name,
    prefix: record.prefix,
    user,
    workspace: stage.workspace,
    grants: record.grants,
    address: ADDRESS,
  }
}

export function signedIn(stage: Stage, user: User, role: Role): UserPrincipal {
  return {
    kind: 'user',
    id: user.id,
    user,
    sessionId: newUuid(randomUUID),
    workspace: stage.workspace,
    role,
    isOperator: false,
    // Whenever they are asked for it, in two years.
    provedAt: Number.MAX_SAFE_INTEGER,
    grants: everything(stage),
    address: ADDRESS,
  }
}

function everything({ authorities }: Stage): ReadonlyMap<Uuid, Permissions> {
  return new Map([...authorities.values()].map(({ id }) => [id, ALL_PERMISSIONS]))
}

/** The assistant works with the pipeline's key, through MCP. */
export function actOf(
  cast: Readonly<Record<Exclude<Hand, 'assistant'>, Principal>>,
  hand: Hand,
): AuditedAct {
  if (hand !== 'assistant') return { principal: cast[hand], requestId: null }
  return { principal: cast.pipeline, requestId: null, via: { face: 'mcp', client: ASSISTANT } }
}
