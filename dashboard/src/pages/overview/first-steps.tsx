import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { classes } from '../../kit/classes.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** What an empty workspace shows: the way to the first certificate. */
export function FirstSteps({
  slug,
  hasAuthority,
}: {
  slug: string
  hasAuthority: boolean
}): ReactNode {
  const { t } = useTexts('overview')
  const params = { slug }
  return (
    <section className="rounded-lg border bg-surface px-5 py-6 shadow-card sm:px-8 sm:py-8">
      <h2 className="text-lg font-semibold">{t('start.title')}</h2>
      <ol className="mt-6 flex flex-col gap-6">
        <Step
          number={1}
          done={hasAuthority}
          title={t('start.authority')}
          hint={t('start.authorityHint')}
          action={
            hasAuthority ? undefined : (
              <Button look="primary" asChild>
                <Link to="/w/$slug/authorities/new" params={params}>
                  {t('start.chooseAuthority')}
                </Link>
              </Button>
            )
          }
        />
        <Step
          number={2}
          title={t('start.trust')}
          hint={t('start.trustHint')}
          action={
            hasAuthority ? (
              <Button asChild>
                <Link to="/w/$slug/authorities" params={params}>
                  {t('start.openTrust')}
                </Link>
              </Button>
            ) : undefined
          }
        />
        <Step
          number={3}
          title={t('start.issue')}
          hint={t('start.issueHint')}
          action={
            hasAuthority ? (
              <Button look="primary" asChild>
                <Link to="/w/$slug/certificates" params={params} search={{ issue: '' }}>
                  {t('issue')}
                </Link>
              </Button>
            ) : undefined
          }
        />
      </ol>
    </section>
  )
}

function Step({
  number,
  done = false,
  title,
  hint,
  action,
}: {
  number: number
  done?: boolean
  title: string
  hint: string
  action: ReactNode
}): ReactNode {
  const { t } = useTexts('overview')
  return (
    <li className="flex gap-4">
      <span
        className={classes(
          'flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold',
          done ? 'bg-ok-soft text-ok' : 'bg-accent-soft text-accent',
        )}
      >
        {done ? <Check aria-label={t('start.done')} className="size-4" /> : number}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="text-base font-medium">{title}</h3>
          <p className="mt-0.5 max-w-prose text-sm text-ink-soft">{hint}</p>
        </div>
        {action}
      </div>
    </li>
  )
}
