import { CircleCheck, Mail, TriangleAlert } from 'lucide-react'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Card, Facts } from '../../kit/card.tsx'
import { Pill, StatusPill } from '../../kit/pill.tsx'
import { Progress } from '../../kit/progress.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../kit/states.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { formatNumber } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { formatOctets } from './octets.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Instance = Output<'getInstance'>['instance']

const REFRESH_MILLISECONDS = 15_000
/** Below it there is a warning: a database that cannot grow stops all issuing. */
const LOW_DISK = 0.1

export function Health(): ReactNode {
  const { data, error, refetch } = useRead('getInstance', {}, { every: REFRESH_MILLISECONDS })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) {
    return (
      <div className="grid gap-4 md:grid-cols-2">
        {[0, 1, 2, 3].map((card) => (
          <Skeleton key={card} className="h-48 w-full" />
        ))}
      </div>
    )
  }
  const { instance } = data
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <Versions instance={instance} />
        <Conditions instance={instance} />
        <MailCard instance={instance} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Database instance={instance} />
        <SignOn instance={instance} />
      </div>
    </div>
  )
}

function Versions({ instance }: { instance: Instance }): ReactNode {
  const { t } = useTexts('instance')
  return (
    <Card title={t('health.versions')}>
      <Facts
        facts={[
          [t('health.server'), instance.version],
          [t('health.node'), instance.node],
          [t('health.openssl'), instance.openssl],
          [t('health.started'), <Time key="started" at={instance.started_at} />],
        ]}
      />
    </Card>
  )
}

function Database({ instance: { database, disk } }: { instance: Instance }): ReactNode {
  const { t } = useTexts('instance')
  const { milliseconds, bytes } = database
  const free = disk === null ? 1 : disk.free_bytes / disk.total_bytes
  return (
    <Card title={t('health.database')}>
      <Facts
        facts={[
          [t('health.kind'), t(`health.${database.kind}`)],
          [t('health.schema'), database.schema],
          [
            t('health.answers'),
            milliseconds === null ? (
              <Pill key="silent" tone="bad" icon={TriangleAlert}>
                {t('health.silent')}
              </Pill>
            ) : (
              `${formatNumber(milliseconds)} ms`
            ),
          ],
          ...(bytes === null ? [] : [[t('health.size'), formatOctets(bytes)] as const]),
        ]}
      />
      {disk !== null && (
        <div className="mt-4 border-t pt-4">
          <Progress
            label={t('health.disk')}
            value={disk.total_bytes - disk.free_bytes}
            max={disk.total_bytes}
            tone={free < LOW_DISK ? 'bad' : 'accent'}
          />
          <p className="mt-1.5 text-sm text-ink-faint">
            {t('health.disk')}:{' '}
            {t('health.diskFree', {
              free: formatOctets(disk.free_bytes),
              total: formatOctets(disk.total_bytes),
            })}
          </p>
          {free < LOW_DISK && (
            <div className="mt-2">
              <Notice tone="bad">{t('health.diskLow')}</Notice>
            </div>
          )}
        </div>
      )}
    </Card>
  )
}

function Conditions({ instance }: { instance: Instance }): ReactNode {
  const { t } = useTexts('instance')
  const { clock, lists_due: lists, responders_due: responders } = instance
  return (
    <Card title={t('health.condition')}>
      <Facts
        facts={[
          [
            t('health.clock'),
            <span key="clock" className="flex flex-wrap items-center gap-2">
              <Time at={clock.now} show="full" />
              <Verdict
                good={!clock.is_behind}
                text={t(clock.is_behind ? 'health.clockBehind' : 'health.clockRight')}
              />
            </span>,
          ],
          [
            t('health.lists'),
            <Verdict
              key="lists"
              good={lists === 0}
              text={lists === 0 ? t('health.listsNone') : t('health.listsSome', { count: lists })}
            />,
          ],
          [
            t('health.responders'),
            <Verdict
              key="responders"
              good={responders === 0}
              text={
                responders === 0
                  ? t('health.respondersNone')
                  : t('health.respondersSome', { count: responders })
              }
            />,
          ],
        ]}
      />
    </Card>
  )
}

function Verdict({ good, text }: { good: boolean; text: string }): ReactNode {
  const Icon = good ? CircleCheck : TriangleAlert
  return (
    <span className="inline-flex min-w-0 items-start gap-1.5 text-sm text-ink-soft">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${good ? 'text-ok' : 'text-warn'}`} />
      <span className="min-w-0">{text}</span>
    </span>
  )
}

function MailCard({ instance }: { instance: Instance }): ReactNode {
  const { t, language } = useTexts('instance')
  const isOn = instance.mail_is_configured
  const test = useAct('sendTestMail', {
    toastsErrors: true,
    onDone: ({ to }) => toast.success(t('health.mailSent', { to })),
  })
  return (
    <Card title={t('health.mail')}>
      <p className="mb-3 text-base text-ink-soft">{t(isOn ? 'health.mailOn' : 'health.mailOff')}</p>
      <Button
        icon={<Mail aria-hidden className="size-4" />}
        busy={test.isPending}
        disabledReason={isOn ? undefined : t('health.mailOff')}
        onClick={() => test.mutate({ body: { language } })}
      >
        {t('health.tryMail')}
      </Button>
    </Card>
  )
}

function SignOn({ instance }: { instance: Instance }): ReactNode {
  const { t } = useTexts('instance')
  return (
    <Card title={t('health.signOn')} description={t('health.signOnIntro')}>
      <ul className="flex flex-col gap-2">
        {instance.sign_on.map(({ kind, name, is_configured: on }) => (
          <li key={`${kind} ${name}`} className="flex items-center justify-between gap-3">
            <span className="min-w-0 break-words">
              {kind === 'password' || kind === 'passkey' ? t(`health.way.${kind}`) : name}
            </span>
            <StatusPill status={on ? 'active' : 'disabled'}>
              {t(on ? 'health.configured' : 'health.notConfigured')}
            </StatusPill>
          </li>
        ))}
      </ul>
    </Card>
  )
}
