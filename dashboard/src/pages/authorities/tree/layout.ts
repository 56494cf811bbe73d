import { hierarchy, tree } from 'd3-hierarchy'
import type { Authority, Branch } from '../authority.ts'

export const CARD = { width: 268, height: 92 } as const
const GAP = { across: 72, down: 26 } as const

export interface PlacedCard {
  readonly authority: Authority
  /** The upper left corner. */
  readonly x: number
  readonly y: number
  readonly parentId: string | null
}

export interface PlacedEdge {
  readonly id: string
  readonly path: string
}

export interface Layout {
  readonly cards: readonly PlacedCard[]
  readonly edges: readonly PlacedEdge[]
  readonly width: number
  readonly height: number
}

/** A tidy tree from left to right (Reingold and Tilford): children beside their parent, roots one below the other. */
export function layOut(branches: readonly Branch[]): Layout {
  interface Node {
    readonly authority: Authority | null
    readonly children: readonly Node[]
  }
  const top: Node = { authority: null, children: branches }
  const place = tree<Node>()
    .nodeSize([CARD.height + GAP.down, CARD.width + GAP.across])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1.15))
  const placed = place(hierarchy(top, ({ children }) => [...children])).descendants()
  const real = placed.filter(({ data }) => data.authority !== null)
  const least = Math.min(...real.map(({ x }) => x))
  const most = Math.max(...real.map(({ x }) => x))
  const across = CARD.width + GAP.across
  const cards = real.map((node) => ({
    authority: node.data.authority!,
    // The invisible top takes the first column.
    x: (node.depth - 1) * across,
    y: node.x - least,
    parentId: node.parent?.data.authority?.id ?? null,
  }))
  const byId = new Map(cards.map((card) => [card.authority.id, card]))
  const edges = cards.flatMap((card) => {
    const parent = card.parentId === null ? undefined : byId.get(card.parentId)
    return parent === undefined ? [] : [{ id: card.authority.id, path: edgeBetween(parent, card) }]
  })
  const depth = Math.max(...real.map((node) => node.depth))
  return {
    cards,
    edges,
    width: depth * across - GAP.across,
    height: most - least + CARD.height,
  }
}

function edgeBetween(from: PlacedCard, to: PlacedCard): string {
  const start = { x: from.x + CARD.width, y: from.y + CARD.height / 2 }
  const end = { x: to.x, y: to.y + CARD.height / 2 }
  const middle = (start.x + end.x) / 2
  return `M${start.x},${start.y}C${middle},${start.y} ${middle},${end.y} ${end.x},${end.y}`
}

/** The card that an arrow key leads to from another one. */
export function neighbour(
  { cards }: Layout,
  from: string,
  direction: 'left' | 'right' | 'up' | 'down',
): string | undefined {
  const here = cards.find(({ authority }) => authority.id === from)
  if (here === undefined) return cards[0]?.authority.id
  if (direction === 'left') return here.parentId ?? undefined
  if (direction === 'right')
    return nearest(
      cards.filter(({ parentId }) => parentId === from),
      here,
    )
  const column = cards.filter(
    ({ x, y }) => x === here.x && (direction === 'up' ? y < here.y : y > here.y),
  )
  return nearest(column, here)
}

function nearest(cards: readonly PlacedCard[], here: PlacedCard): string | undefined {
  const sorted = cards.toSorted((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))
  return sorted[0]?.authority.id
}
