import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useRef, useState } from 'react'
import { formatDate } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { branchesOf } from '../authority.ts'
import { ProtectedMark, StandingPill } from '../authority-pills.tsx'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Authority, Branch } from '../authority.ts'

/** The same data as the picture, to be heard, and to be read where the screen is narrow (WAI-ARIA: tree). */
export function TreeList({
  authorities,
  slug,
  label,
}: {
  authorities: readonly Authority[]
  slug: string
  label: string
}): ReactNode {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string | undefined>(undefined)
  const list = useRef<HTMLUListElement>(null)
  const branches = branchesOf(authorities)
  const shown = visible(branches, closed)
  const first = current ?? shown[0]?.authority.id

  const toggle = (id: string, close: boolean): void => {
    const next = new Set(closed)
    if (close) next.add(id)
    else next.delete(id)
    setClosed(next)
  }
  const focus = (id: string | undefined): void => {
    if (id === undefined) return
    setCurrent(id)
    list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent, branch: Branch): void => {
    const at = shown.findIndex(({ authority }) => authority.id === branch.authority.id)
    const isClosed = closed.has(branch.authority.id)
    const hasChildren = branch.children.length > 0
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(shown[at + 1]?.authority.id),
      ArrowUp: () => focus(shown[at - 1]?.authority.id),
      Home: () => focus(shown[0]?.authority.id),
      End: () => focus(shown.at(-1)?.authority.id),
      ArrowRight: () => {
        if (hasChildren && isClosed) toggle(branch.authority.id, false)
        else focus(branch.children[0]?.authority.id)
      },
      ArrowLeft: () => {
        if (hasChildren && !isClosed) toggle(branch.authority.id, true)
        else focus(branch.authority.parent_ca_id ?? undefined)
      },
      Enter: () =>
        list.current?.querySelector<HTMLElement>(`[data-link="${branch.authority.id}"]`)?.click(),
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }

  return (
    <ul ref={list} role="tree" aria-label={label} className="flex flex-col gap-1.5">
      {branches.map((branch) => (
        <Item
          key={branch.authority.id}
          branch={branch}
          slug={slug}
          level={1}
          closed={closed}
          first={first}
          onToggle={toggle}
          onKeyDown={onKeyDown}
          onFocus={setCurrent}
        />
      ))}
    </ul>
  )
}

interface ItemProps {
  readonly branch: Branch
  readonly slug: string
  readonly level: number
  readonly closed: ReadonlySet<string>
  /** The one that Tab reaches. */
  readonly first: string | undefined
  readonly onToggle: (id: string, close: boolean) => void
  readonly onKeyDown: (event: KeyboardEvent, branch: Branch) => void
  readonly onFocus: (id: string) => void
}

function Item(props: ItemProps): ReactNode {
  const { branch, slug, level, closed, first, onToggle, onKeyDown, onFocus } = props
  const { authority, children } = branch
  const { t } = useTexts('authorities')
  const isOpen = !closed.has(authority.id)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    // The branch stands beside the item, not in it: so that an item is called by its own words only.
    <li role="none">
      <div
        role="treeitem"
        aria-level={level}
        {...(children.length === 0
          ? {}
          : { 'aria-expanded': isOpen, ...(isOpen && { 'aria-owns': `below-${authority.id}` }) })}
        tabIndex={authority.id === first ? 0 : -1}
        data-id={authority.id}
        onFocus={(event) => {
          if (event.target === event.currentTarget) onFocus(authority.id)
        }}
        onKeyDown={(event) => onKeyDown(event, branch)}
        className="flex items-center gap-2 rounded-lg border bg-surface py-2 ps-2 pe-3"
      >
        <span
          aria-hidden
          onClick={() => children.length > 0 && onToggle(authority.id, isOpen)}
          className="flex size-6 shrink-0 items-center justify-center text-ink-faint"
        >
          {children.length > 0 && <Chevron className="size-4" />}
        </span>
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
          <div className="min-w-0 flex-1 basis-44">
            <div className="flex items-center gap-1.5">
              <Link
                to="/w/$slug/authorities/$authorityId"
                params={{ slug, authorityId: authority.id }}
                tabIndex={-1}
                data-link={authority.id}
                className="truncate font-medium hover:underline"
              >
                {authority.name}
              </Link>
              <ProtectedMark authority={authority} />
            </div>
            <p className="truncate text-xs text-ink-faint">
              {authority.key_algorithm} ·{' '}
              {t('certificates', { count: authority.active_certificates })} ·{' '}
              {formatDate(new Date(authority.valid_to))}
            </p>
          </div>
          <StandingPill authority={authority} />
        </div>
      </div>
      {children.length > 0 && isOpen && (
        <ul
          role="group"
          id={`below-${authority.id}`}
          className="mt-1.5 ml-4 flex flex-col gap-1.5 border-l ps-2.5"
        >
          {children.map((child) => (
            <Item key={child.authority.id} {...props} branch={child} level={level + 1} />
          ))}
        </ul>
      )}
    </li>
  )
}

function visible(branches: readonly Branch[], closed: ReadonlySet<string>): readonly Branch[] {
  return branches.flatMap((branch) => [
    branch,
    ...(closed.has(branch.authority.id) ? [] : visible(branch.children, closed)),
  ])
}
