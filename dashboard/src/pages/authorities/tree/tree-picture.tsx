import { useNavigate } from '@tanstack/react-router'
import { Download, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { IconButton } from '../../../kit/button.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { branchesOf } from '../authority.ts'
import { CARD, layOut, neighbour } from './layout.ts'
import { saveSvg } from './save-svg.ts'
import { describe, TreeCard } from './tree-card.tsx'
import { useView } from './use-view.ts'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Authority } from '../authority.ts'

const ARROWS: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** The CAs as a picture: to be dragged and zoomed, and walked through with the arrow keys. */
export function TreePicture({
  authorities,
  slug,
}: {
  authorities: readonly Authority[]
  slug: string
}): ReactNode {
  const { t } = useTexts('authorities')
  const navigate = useNavigate()
  const layout = useMemo(() => layOut(branchesOf(authorities)), [authorities])
  const { view, frame, zoom, fit, show, drag } = useView(
    layout.width,
    layout.height,
    (layout.cards[0]?.y ?? 0) + CARD.height / 2,
  )
  const [focused, setFocused] = useState<string | undefined>(undefined)
  const picture = useRef<SVGSVGElement>(null)
  const now = Date.now()

  const open = (id: string): void =>
    void navigate({
      to: '/w/$slug/authorities/$authorityId',
      params: { slug, authorityId: id },
    })
  const current = layout.cards.find(({ authority }) => authority.id === focused)

  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key]
    const start = layout.cards[0]?.authority.id
    if (direction !== undefined) {
      event.preventDefault()
      const next = focused === undefined ? start : neighbour(layout, focused, direction)
      const card = layout.cards.find(({ authority }) => authority.id === next)
      if (card === undefined) return
      setFocused(next)
      show(card.x, card.y, CARD.width, CARD.height)
    } else if (event.key === 'Enter' && focused !== undefined) open(focused)
    else if (event.key === '+') zoom(1.2)
    else if (event.key === '-') zoom(1 / 1.2)
    else if (event.key === '0') fit()
  }

  return (
    <div className="relative overflow-hidden rounded-lg border bg-canvas">
      <div
        ref={frame}
        role="application"
        aria-roledescription={t('picture.label')}
        aria-label={current ? describe(current.authority, t) : t('picture.help')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused((old) => old ?? layout.cards[0]?.authority.id)}
        {...drag}
        className="h-[min(30rem,62vh)] min-h-72 cursor-grab touch-none overflow-hidden -outline-offset-2 active:cursor-grabbing"
      >
        <svg ref={picture} width="100%" height="100%" aria-hidden className="select-none">
          <defs>
            <pattern
              id="revoked"
              width={8}
              height={8}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line
                x1={0}
                x2={0}
                y1={0}
                y2={8}
                stroke="var(--bad)"
                strokeOpacity={0.22}
                strokeWidth={3}
              />
            </pattern>
          </defs>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`} data-content>
            {layout.edges.map(({ id, path }) => (
              <path
                key={id}
                d={path}
                fill="none"
                stroke="var(--line-strong)"
                strokeOpacity={0.75}
                strokeWidth={1.5}
              />
            ))}
            {layout.cards.map((card) => (
              <g
                key={card.authority.id}
                data-authority={card.authority.id}
                className="cursor-pointer"
                onClick={() => open(card.authority.id)}
                onPointerDown={() => setFocused(card.authority.id)}
              >
                <TreeCard card={card} isFocused={card.authority.id === focused} now={now} />
              </g>
            ))}
          </g>
        </svg>
      </div>
      <div className="absolute end-2 top-2 flex gap-0.5 rounded-md border bg-surface p-0.5 shadow-card">
        <IconButton label={t('picture.zoomIn')} size="sm" onClick={() => zoom(1.2)}>
          <ZoomIn aria-hidden />
        </IconButton>
        <IconButton label={t('picture.zoomOut')} size="sm" onClick={() => zoom(1 / 1.2)}>
          <ZoomOut aria-hidden />
        </IconButton>
        <IconButton label={t('picture.fit')} size="sm" onClick={fit}>
          <Maximize aria-hidden />
        </IconButton>
        <IconButton
          label={t('picture.export')}
          size="sm"
          onClick={() => {
            if (picture.current) saveSvg(picture.current, layout, t('title'))
          }}
        >
          <Download aria-hidden />
        </IconButton>
      </div>
      <p className="border-t bg-surface px-3 py-1.5 text-xs text-ink-faint">
        {t('picture.help')} {t('picture.legend')}
      </p>
    </div>
  )
}
