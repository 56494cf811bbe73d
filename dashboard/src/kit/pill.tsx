import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Info,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react'
import { useTexts } from '../texts/use-texts.ts'
import { classes } from './classes.ts'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad'

const TONES: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken text-ink-soft',
  accent: 'bg-accent-soft text-accent',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

/** A word or two about something. */
export function Pill({
  tone = 'neutral',
  icon: Icon,
  className,
  children,
}: {
  tone?: Tone | undefined
  icon?: LucideIcon | undefined
  className?: string | undefined
  children: ReactNode
}): ReactNode {
  return (
    <span
      className={classes(
        'inline-flex h-5.5 max-w-full items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" strokeWidth={2.5} />}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** What things of this product can be; each has a tone, an icon and a word (never colour alone, WCAG 1.4.1). */
const STATUSES = {
  active: ['ok', CircleCheck],
  expiring: ['warn', TriangleAlert],
  expired: ['neutral', Clock],
  revoked: ['bad', Ban],
  held: ['warn', CircleDashed],
  replaced: ['accent', RefreshCw],
  pending: ['neutral', CircleDashed],
  running: ['accent', RefreshCw],
  done: ['ok', CircleCheck],
  failed: ['bad', CircleX],
  cancelled: ['neutral', Ban],
  disabled: ['neutral', Ban],
  healthy: ['ok', CircleCheck],
  warning: ['warn', TriangleAlert],
  info: ['accent', Info],
} as const satisfies Record<string, readonly [Tone, LucideIcon]>

export type Status = keyof typeof STATUSES

/** Icon, word and colour of a status; `children` replaces the word ("expires in 12 days"). */
export function StatusPill({
  status,
  children,
}: {
  status: Status
  children?: ReactNode
}): ReactNode {
  const { t } = useTexts('kit')
  const [tone, icon] = STATUSES[status]
  return (
    <Pill tone={tone} icon={icon}>
      {children ?? t(`status.${status}`)}
    </Pill>
  )
}
