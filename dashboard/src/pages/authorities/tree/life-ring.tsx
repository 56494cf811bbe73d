import type { ReactNode } from 'react'
import type { Standing } from '../authority.ts'

const COLOUR: Readonly<Record<Standing, string>> = {
  active: 'var(--ok)',
  expiring: 'var(--warn)',
  expired: 'var(--ink-faint)',
  revoked: 'var(--bad)',
  blocked: 'var(--warn)',
}

/** How much of a CA's life is left: a full circle at its beginning. Part of an SVG, around (x, y). */
export function LifeRing({
  left,
  standing,
  x,
  y,
  radius,
}: {
  left: number
  standing: Standing
  x: number
  y: number
  radius: number
}): ReactNode {
  const length = 2 * Math.PI * radius
  return (
    <g fill="none" strokeWidth={3}>
      <circle cx={x} cy={y} r={radius} stroke="var(--line)" />
      {left > 0 && (
        <circle
          cx={x}
          cy={y}
          r={radius}
          stroke={COLOUR[standing]}
          strokeLinecap="round"
          strokeDasharray={`${left * length} ${length}`}
          transform={`rotate(-90 ${x} ${y})`}
        />
      )}
    </g>
  )
}
