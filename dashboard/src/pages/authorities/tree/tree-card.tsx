import { formatDate, formatNumber } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { kindOf, lifeGone, standingOf } from '../authority.ts'
import { CARD } from './layout.ts'
import { LifeRing } from './life-ring.tsx'
import type { ReactNode } from 'react'
import type { Authority, Standing } from '../authority.ts'
import type { PlacedCard } from './layout.ts'

const TONE: Readonly<Record<Standing, string>> = {
  active: 'var(--ok)',
  expiring: 'var(--warn)',
  expired: 'var(--ink-faint)',
  revoked: 'var(--bad)',
  blocked: 'var(--warn)',
}

/** Drawn here and not borrowed: a picture that is saved must bring everything along. Around (0, 0), 5 wide. */
const ICON: Readonly<Record<Standing, string>> = {
  active: 'M-3.2,0.2 L-0.9,2.5 L3.4,-2.3',
  expiring: 'M0,-3.4 L0,0.6 M0,3 L0,3.1',
  expired: 'M0,-3 L0,0.2 L2.2,1.6',
  revoked: 'M-2.6,-2.6 L2.6,2.6 M-2.6,2.6 L2.6,-2.6',
  blocked: 'M0,-3.4 L0,0.6 M0,3 L0,3.1',
}

/** Pixels for the name, right of the ring. */
const TEXT_ROOM = CARD.width - 58 - 14
const LOCK_ROOM = 20

/** One CA in the picture. */
export function TreeCard({
  card: { authority, x, y },
  isFocused,
  now,
}: {
  card: PlacedCard
  isFocused: boolean
  now: number
}): ReactNode {
  const { t } = useTexts('authorities')
  const standing = standingOf(authority, now)
  const left = standing === 'revoked' || standing === 'expired' ? 0 : 1 - lifeGone(authority, now)
  const isOut = standing === 'revoked' || standing === 'expired' || standing === 'blocked'
  const kind = kindOf(authority)
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{describe(authority, t)}</title>
      <rect
        width={CARD.width}
        height={CARD.height}
        rx={10}
        fill="var(--surface)"
        stroke={isFocused ? 'var(--accent)' : 'var(--line-strong)'}
        strokeOpacity={isFocused ? 1 : 0.55}
        strokeWidth={isFocused ? 2 : 1}
        strokeDasharray={isOut && !isFocused ? '5 4' : undefined}
      />
      {standing === 'revoked' && (
        <rect width={CARD.width} height={CARD.height} rx={10} fill="url(#revoked)" />
      )}
      <LifeRing left={left} standing={standing} x={30} y={34} radius={15} />
      <text
        x={30}
        y={38}
        textAnchor="middle"
        fontSize={kind === 'root' ? 11 : 10}
        fontWeight={600}
        fill="var(--ink-soft)"
      >
        {Math.round(left * 100)}
      </text>
      <text x={58} y={29} fontSize={14} fontWeight={600} fill="var(--ink)">
        {cut(authority.name, authority.has_passphrase ? TEXT_ROOM - LOCK_ROOM : TEXT_ROOM)}
      </text>
      {authority.has_passphrase && <Lock />}
      <text x={58} y={47} fontSize={12} fill="var(--ink-faint)">
        {t(kind)} · {authority.key_algorithm}
      </text>
      <line x1={14} x2={CARD.width - 14} y1={60} y2={60} stroke="var(--line)" />
      <g transform="translate(22 76)">
        <path
          d={ICON[standing]}
          fill="none"
          stroke={TONE[standing]}
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </g>
      <text x={33} y={80} fontSize={12} fontWeight={500} fill={TONE[standing]}>
        {standing === 'expiring'
          ? formatDate(new Date(authority.valid_to))
          : t(`state.${standing}`)}
      </text>
      <text x={CARD.width - 14} y={80} textAnchor="end" fontSize={12} fill="var(--ink-soft)">
        {t('certificates', { count: authority.active_certificates })}
      </text>
    </g>
  )
}

function Lock(): ReactNode {
  return (
    <g
      transform={`translate(${CARD.width - 27} 17)`}
      fill="none"
      stroke="var(--ink-faint)"
      strokeWidth={1.5}
    >
      <rect x={0} y={5.5} width={12} height={8} rx={2} />
      <path d="M2.5,5.5 V3.5 a3.5,3.5 0 0 1 7,0 V5.5" />
    </g>
  )
}

type Speak = ReturnType<typeof useTexts<'authorities'>>['t']

/** The whole of a card in one sentence, for those who hear it. */
export function describe(authority: Authority, t: Speak): string {
  const now = Date.now()
  const standing = standingOf(authority, now)
  const state =
    standing === 'expiring'
      ? t('state.expiring', { when: formatDate(new Date(authority.valid_to)) })
      : t(`state.${standing}`)
  const percent = formatNumber(Math.round((1 - lifeGone(authority, now)) * 100))
  return [
    authority.name,
    t(kindOf(authority)),
    authority.key_algorithm,
    state,
    t('certificates', { count: authority.active_certificates }),
    ...(standing === 'revoked' || standing === 'expired'
      ? []
      : [t('picture.lifeLeft', { percent })]),
    ...(authority.has_passphrase ? [t('picture.protected')] : []),
  ].join(', ')
}

const measuring = document.createElement('canvas').getContext('2d')

/** SVG does not cut a text: it is measured as it will be drawn. */
function cut(text: string, room: number): string {
  if (measuring === null) return text
  measuring.font = `600 14px ${getComputedStyle(document.body).fontFamily}`
  let shown = text
  while (shown !== '' && measuring.measureText(shown === text ? text : `${shown}…`).width > room)
    shown = shown.slice(0, -1)
  return shown === text ? text : `${shown.trimEnd()}…`
}
