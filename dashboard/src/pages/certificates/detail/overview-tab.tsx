import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Card, Facts } from '../../../kit/card.tsx'
import { Mono } from '../../../kit/code-block.tsx'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { Progress } from '../../../kit/progress.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { pairs } from '../described.tsx'
import { Standing } from '../standing.tsx'
import type { ReactNode } from 'react'
import type { CertificateDetail } from '../types.ts'

/** What one asks of a certificate first. */
export function OverviewTab({ detail }: { detail: CertificateDetail }): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const { certificate, decoded, chain } = detail
  const issuer = chain[0]
  const { issued_by: by } = certificate
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Card className="lg:col-span-2" title={t('detail.identity')}>
        <Facts
          facts={[
            [
              t('detail.names'),
              <Names key="names" names={[...certificate.san_dns, ...certificate.san_ip]} />,
            ],
            [t('described.subject'), decoded.subject || t('described.empty')],
            [
              t('described.issuer'),
              issuer && (
                <Link
                  key="issuer"
                  to="/w/$slug/authorities/$authorityId"
                  params={{ slug, authorityId: issuer.ca_id }}
                  className="text-accent hover:underline"
                >
                  {issuer.name}
                </Link>
              ),
            ],
            [t('described.serial'), <Mono key="serial" text={certificate.serial_number} />],
            [
              t('detail.decimal'),
              <Mono key="decimal" text={decimalOf(certificate.serial_number)} />,
            ],
            ['SHA-256', <Mono key="sha256" text={pairs(decoded.sha256)} />],
            ['SHA-1', <Mono key="sha1" text={pairs(decoded.sha1)} />],
            [t('described.spki'), <Mono key="spki" text={pairs(decoded.key.spkiSha256)} />],
            [t('described.key'), certificate.key_algorithm],
            [
              t('detail.usage'),
              usagesOf(detail)
                .map((usage) => (isKnownUsage(usage) ? t(`usage.${usage}`) : usage))
                .join(', ') || '–',
            ],
            [t('detail.mode'), t(`detail.modes.${certificate.mode}`)],
            [
              t('detail.issuedBy'),
              <span key="by">
                {t(`channel.${certificate.channel}`)}
                {by && <span className="text-ink-soft"> · {by.name ?? by.id}</span>}
              </span>,
            ],
          ]}
        />
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        <Validity detail={detail} />
        {detail.renewals.length > 1 && <Renewals detail={detail} />}
      </div>
    </div>
  )
}

/** So many are shown at once; a certificate may have a hundred. */
const NAMES_SHOWN = 12

function Names({ names }: { names: readonly string[] }): ReactNode {
  const { t } = useTexts('certificates')
  const [isWhole, setWhole] = useState(names.length <= NAMES_SHOWN + 2)
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {(isWhole ? names : names.slice(0, NAMES_SHOWN)).map((name) => (
        <span key={name} className="rounded-sm bg-sunken px-1.5 py-0.5 text-sm break-all">
          {name}
        </span>
      ))}
      {!isWhole && (
        <Button look="ghost" size="sm" onClick={() => setWhole(true)}>
          {t('detail.allNames', { count: names.length })}
        </Button>
      )}
      <CopyButton text={names.join('\n')} label={t('detail.copyNames')} />
    </span>
  )
}

function Validity({ detail: { certificate } }: { detail: CertificateDetail }): ReactNode {
  const { t } = useTexts('certificates')
  const [from, to] = [Date.parse(certificate.valid_from), Date.parse(certificate.valid_to)]
  const gone = Math.min(100, Math.max(0, (100 * (Date.now() - from)) / (to - from)))
  const tone = { expiring: 'warn', revoked: 'bad', expired: 'bad' } as const
  return (
    <Card title={t('detail.validity')}>
      <div className="flex flex-col gap-3">
        <Progress
          label={t('detail.lifeGone', { percent: Math.round(gone) })}
          value={gone}
          tone={tone[certificate.status as keyof typeof tone] ?? 'ok'}
        />
        <Facts
          facts={[
            [t('described.from'), <Time key="from" at={certificate.valid_from} show="date" />],
            [t('described.to'), <Time key="to" at={certificate.valid_to} show="date" />],
            [t('detail.days'), t('days', { count: certificate.validity_days })],
            [t('detail.issuedAt'), <Time key="at" at={certificate.created_at} />],
            ...(certificate.revoked_at === null
              ? []
              : ([
                  [
                    t('detail.revokedAt'),
                    <Time key="revoked" at={certificate.revoked_at} show="date" />,
                  ],
                ] as const)),
          ]}
        />
      </div>
    </Card>
  )
}

/** The line of renewals, this one marked. */
function Renewals({ detail }: { detail: CertificateDetail }): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  return (
    <Card title={t('detail.renewals')}>
      <ol className="flex flex-col gap-2">
        {detail.renewals.map((renewal) => (
          <li key={renewal.id} className="flex items-center gap-2 text-sm">
            {renewal.id === detail.certificate.id ? (
              <ArrowRight aria-label={t('detail.thisOne')} className="size-4 text-accent" />
            ) : (
              <span className="size-4" />
            )}
            <Link
              to="/w/$slug/certificates/$certificateId"
              params={{ slug, certificateId: renewal.id }}
              aria-current={renewal.id === detail.certificate.id ? 'page' : undefined}
              className="min-w-0 flex-1 truncate hover:underline aria-[current]:font-medium"
            >
              <Time at={renewal.created_at} show="date" />
            </Link>
            <Standing certificate={{ ...renewal, revocation_reason: null }} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** The common purposes have words (RFC 5280 §4.2.1.12); the others keep the name or the number that they have. */
const KNOWN_USAGES = [
  'serverAuth',
  'clientAuth',
  'codeSigning',
  'emailProtection',
  'timeStamping',
  'OCSPSigning',
] as const

const isKnownUsage = (usage: string): usage is (typeof KNOWN_USAGES)[number] =>
  KNOWN_USAGES.some((known) => known === usage)

function usagesOf({ decoded }: CertificateDetail): readonly string[] {
  const usage = decoded.extensions.find(({ name }) => name === 'extendedKeyUsage')?.values ?? []
  return usage
}

/** As `openssl x509 -serial` of old and some appliances show it. */
function decimalOf(hex: string): string {
  return BigInt(`0x${hex}`).toString()
}
