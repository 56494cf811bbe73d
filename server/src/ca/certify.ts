import { serialNumberToHex, type LintedTbs, type Signer } from '@certman/x509'
import { auditEvent } from '../audit/events.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { IssuanceMode, StoredCertificate } from '../pki/certificate.ts'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import { newSerialNumber } from '../pki/serial-number.ts'
import { shardOf } from '../pki/shard.ts'
import type { Validity } from '../pki/validity.ts'
import type { IssuanceIntent } from '../store/certificates/certificate-store.ts'
import type { IdempotencyClaim } from '../store/certificates/idempotency-store.ts'
import { certificateIssued, certificateRenewed, type Telemetry } from '../telemetry/events.ts'
import type { Act } from './certification-authority.ts'
import type { CaDependencies } from './dependencies.ts'
import { earlierAnswer } from './idempotency.ts'
import type { LeafNames } from './names.ts'
import { originOf } from './origin.ts'
import { prepareLeaf } from './prepare.ts'
import { signVerified } from './sign-verified.ts'
import { compromisedKey, type SubjectKey } from './subject-key.ts'

/** Everything that is decided before a serial number is drawn: who issues, to whom, for how long, under which key. */
export interface Order {
  readonly authority: CertificateAuthority
  readonly signer: Signer
  readonly mode: IssuanceMode
  readonly names: LeafNames
  readonly key: SubjectKey
  readonly validity: Validity
  readonly validityDays: number
  readonly renewedFromId: Uuid | null
  readonly idempotency: {
    readonly claim: IdempotencyClaim
    readonly render: (certificate: StoredCertificate) => string
  } | null
}

export type Certified =
  | { readonly kind: 'issued'; readonly certificate: StoredCertificate }
  | { readonly kind: 'replayed'; readonly response: string }

/** Drawing a serial number that is taken has probability 2⁻¹⁴⁴ times the rows; more than one retry is a fault. */
const SERIAL_ATTEMPTS = 3

/**
 * Steps 4 to 9 of every issuance (docs/issuance.md), the same for a new certificate and a renewed one. Whatever step a
 * crash follows, the store tells the truth: no certificate leaves that it does not know.
 */
export async function certify(deps: CaDependencies, act: Act, order: Order): Promise<Certified> {
  const createdAt = deps.clock.now()
  for (let attempt = 1; ; attempt += 1) {
    // 4 a serial number never used again
    const serialNumber = newSerialNumber(deps.random)
    const shard = shardOf(serialNumber, order.authority.shards)
    // 5 exactly what we mean to sign
    const tbs = prepareLeaf(
      deps.issuers.of(order.authority, shard),
      { ...order.names, ...order.key, serialNumber, validity: order.validity },
      deps.hash,
    )
    // 6 remembered before it exists
    const intent = intentOf(deps, act, order, {
      tbs,
      shard,
      serialNumber: serialNumberToHex(serialNumber),
      createdAt,
    })
    const outcome = await deps.store.certificates.recordIntent(intent)
    switch (outcome.kind) {
      case 'recorded':
        return { kind: 'issued', certificate: await signAndRecord(deps, act, order, intent, tbs) }
      case 'serialTaken':
        if (attempt < SERIAL_ATTEMPTS) continue
        throw new Problem('internal', 'no free serial number was drawn')
      case 'idempotency':
        return { kind: 'replayed', response: earlierAnswer(outcome.earlier, intent.idempotency) }
      case 'keyBlocked':
        throw compromisedKey()
      case 'authorityRevoked':
        throw new Problem(
          'authorityUnusable',
          'this certificate authority was revoked; issue from another one',
          { field: 'caId' },
        )
      case 'originalRevoked':
        throw new Problem(
          'notRenewable',
          'this certificate was revoked; issue a new one with a new key',
        )
    }
  }
}

async function signAndRecord(
  deps: CaDependencies,
  act: Act,
  order: Order,
  intent: IssuanceIntent,
  tbs: LintedTbs,
): Promise<StoredCertificate> {
  let recorded: 'recorded' | 'claimLost'
  let certificate: StoredCertificate
  try {
    // 7 the one use of a secret · 8 what came back is what we meant
    const der = await signVerified(deps, tbs, order.signer)
    certificate = storedCertificate(intent, der)
    // 9 recorded, audited and counted in one transaction
    recorded = await deps.store.certificates.recordCertificate(
      {
        id: intent.id,
        certificate: der,
        issuedAt: deps.clock.now(),
        idempotency: order.idempotency && {
          claim: order.idempotency.claim,
          response: order.idempotency.render(certificate),
        },
      },
      [issuedEvent(act, intent, deps.clock.now())],
    )
  } catch (error) {
    // The intent stays, since a signature may exist; the idempotency key is freed so that the caller can try again.
    await deps.store.certificates
      .abandonIntent(intent.id, intent.idempotency)
      .catch(() => undefined)
    throw error
  }
  if (recorded === 'claimLost') {
    throw new Problem(
      'idempotencyInProgress',
      'another request with this Idempotency-Key took over; repeat the request',
    )
  }
  reportIssued(deps.telemetry, act, intent)
  return certificate
}

function reportIssued(telemetry: Telemetry, act: Act, intent: IssuanceIntent): void {
  const facts = {
    certificateId: intent.id,
    authorityId: intent.authorityId,
    serialNumber: intent.serialNumber,
    mode: intent.mode,
    algorithm: intent.keyAlgorithm,
    requestId: act.requestId,
  }
  const { renewedFromId } = intent
  if (renewedFromId === null) certificateIssued(telemetry, facts)
  else certificateRenewed(telemetry, { ...facts, renewedFromId })
}

function intentOf(
  deps: Pick<CaDependencies, 'newId'>,
  act: Act,
  order: Order,
  drawn: Pick<IssuanceIntent, 'tbs' | 'shard' | 'serialNumber' | 'createdAt'>,
): IssuanceIntent {
  return {
    id: deps.newId(),
    workspaceId: order.authority.workspaceId,
    authorityId: order.authority.id,
    ...drawn,
    mode: order.mode,
    commonName: order.names.commonName,
    subjectHasCommonName: order.names.subjectHasCommonName,
    sanDns: order.names.sanDns,
    sanIp: order.names.sanIp,
    keyAlgorithm: order.key.algorithm,
    keyHash: order.key.hash,
    validity: order.validity,
    validityDays: order.validityDays,
    renewedFromId: order.renewedFromId,
    origin: originOf(act),
    idempotency: order.idempotency?.claim ?? null,
  }
}

function storedCertificate(intent: IssuanceIntent, certificate: Uint8Array): StoredCertificate {
  const { tbs: _tbs, shard: _shard, idempotency: _claim, ...record } = intent
  return { ...record, certificate, revocation: null, replacedById: null }
}

function issuedEvent(act: Act, intent: IssuanceIntent, at: number): ReturnType<typeof auditEvent> {
  return auditEvent(
    act,
    intent.renewedFromId === null ? 'certificate.issued' : 'certificate.renewed',
    {
      at,
      workspaceId: intent.workspaceId,
      subject: intent.id,
      detail: {
        authorityId: intent.authorityId,
        serialNumber: intent.serialNumber,
        commonName: intent.commonName,
        mode: intent.mode,
        renewedFrom: intent.renewedFromId,
      },
    },
  )
}
