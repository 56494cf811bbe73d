import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { useTexts } from '../texts/use-texts.ts'
import { Checkbox } from './choice.tsx'
import { classes } from './classes.ts'
import { useRowKeys } from './row-keys.ts'
import { Skeleton } from './skeleton.tsx'
import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'start' | 'end' | undefined
  /** The server can sort by it: `sort.by` is the column's id. */
  readonly sortable?: boolean | undefined
  /** Left out on narrower screens. */
  readonly hideBelow?: 'sm' | 'md' | 'lg' | 'xl' | undefined
  readonly className?: string | undefined
  /** The header is only read aloud (a column of buttons). */
  readonly headerHidden?: boolean | undefined
}

export interface Sort {
  readonly by: string
  readonly order: 'asc' | 'desc'
}

export interface Selection {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
}

export interface DataTableProps<Row> {
  /** What it shows, read aloud. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** undefined: they are on their way. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  readonly rowLabel?: ((row: Row) => string) | undefined
  readonly onOpen?: ((row: Row) => void) | undefined
  readonly sort?: Sort | undefined
  readonly onSort?: ((sort: Sort) => void) | undefined
  readonly selection?: Selection | undefined
  readonly dense?: boolean | undefined
  /** Without a frame of its own: inside a flush card. */
  readonly bare?: boolean | undefined
  /** Instead of rows, when there are none. */
  readonly empty?: ReactNode
  /** How many lines the skeleton has. */
  readonly expectedRows?: number | undefined
}

const HIDE = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
} as const

function cellClass<Row>(column: Column<Row>): string {
  return classes(
    column.align === 'end' && 'text-end tabular-nums',
    column.hideBelow && HIDE[column.hideBelow],
    column.className,
  )
}

/** Rows of one page, as the server sorted them. Wide ones scroll inside their frame, never the page. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const {
    label,
    columns,
    rows,
    rowKey,
    selection,
    dense = false,
    bare = false,
    empty,
    expectedRows = 8,
  } = props
  const { t } = useTexts('kit')
  const current = useRowKeys({
    count: rows?.length ?? 0,
    onOpen:
      props.onOpen &&
      ((place) => {
        const row = rows?.[place]
        if (row !== undefined) props.onOpen?.(row)
      }),
    onToggle:
      selection &&
      ((place) => {
        const row = rows?.[place]
        if (row !== undefined) toggle(selection, rowKey(row))
      }),
  })
  if (rows?.length === 0 && empty !== undefined) return empty
  const padding = dense ? 'px-3 py-1.5' : 'px-3 py-2.5'
  const keys = rows?.map(rowKey) ?? []
  const chosen = keys.filter((key) => selection?.selected.has(key)).length
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={classes(
        'relative overflow-x-auto -outline-offset-2',
        bare
          ? 'border-t [&_tr>:first-child]:ps-4 sm:[&_tr>:first-child]:ps-5 [&_tr>:last-child]:pe-4 sm:[&_tr>:last-child]:pe-5'
          : 'rounded-lg border bg-surface shadow-card',
      )}
    >
      <table className="w-full border-collapse text-start text-base" aria-busy={rows === undefined}>
        <thead>
          <tr className="border-b bg-sunken/60 text-xs text-ink-soft">
            {selection && (
              <th scope="col" className="w-10 ps-3">
                <Checkbox
                  label={t('selectAll')}
                  labelHidden
                  checked={chosen > 0 && chosen === keys.length}
                  indeterminate={chosen > 0 && chosen < keys.length}
                  onChange={(all) => {
                    const next = new Set(selection.selected)
                    for (const key of keys) {
                      if (all) next.add(key)
                      else next.delete(key)
                    }
                    selection.onChange(next)
                  }}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} table={props} />
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows === undefined
            ? Array.from({ length: expectedRows }, (_, line) => (
                <tr key={line}>
                  {selection && <td className="w-10" />}
                  {columns.map((column) => (
                    <td key={column.id} className={classes(padding, cellClass(column))}>
                      <Skeleton className="h-4 w-full max-w-40" />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row, place) => (
                <BodyRow
                  key={rowKey(row)}
                  row={row}
                  table={props}
                  padding={padding}
                  isCurrent={place === current}
                />
              ))}
        </tbody>
      </table>
    </div>
  )
}

function HeaderCell<Row>({
  column,
  table: { sort, onSort },
}: {
  column: Column<Row>
  table: DataTableProps<Row>
}): ReactNode {
  const isSorted = sort?.by === column.id
  const style = classes(
    'px-3 py-2 font-medium whitespace-nowrap',
    column.align === 'end' ? 'text-end' : 'text-start',
    cellClass(column),
  )
  if (column.sortable !== true || onSort === undefined) {
    return (
      <th scope="col" className={style}>
        <span className={column.headerHidden ? 'sr-only' : undefined}>{column.header}</span>
      </th>
    )
  }
  const Arrow = isSorted ? (sort.order === 'asc' ? ArrowUp : ArrowDown) : ChevronsUpDown
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.order === 'asc' ? 'ascending' : 'descending') : 'none'}
      className={style}
    >
      <button
        type="button"
        onClick={() =>
          onSort({ by: column.id, order: isSorted && sort.order === 'asc' ? 'desc' : 'asc' })
        }
        className="-mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink"
      >
        {column.header}
        <Arrow aria-hidden className={classes('size-3.5', !isSorted && 'opacity-50')} />
      </button>
    </th>
  )
}

function BodyRow<Row>({
  row,
  table: { columns, rowKey, rowLabel, onOpen, selection },
  padding,
  isCurrent,
}: {
  row: Row
  table: DataTableProps<Row>
  padding: string
  /** The one that the keys j and k have reached. */
  isCurrent: boolean
}): ReactNode {
  const { t } = useTexts('kit')
  const key = rowKey(row)
  const isSelected = selection?.selected.has(key) === true
  return (
    <tr
      data-row={key}
      aria-current={isCurrent || undefined}
      ref={isCurrent ? scrollIntoSight : undefined}
      className={classes(
        'transition-colors hover:bg-hover/60',
        isSelected && 'bg-accent-soft',
        isCurrent && 'outline-2 -outline-offset-2 outline-accent',
        onOpen && 'cursor-pointer',
      )}
      onClick={(event) => {
        // A link or a button in the row speaks for itself; marking text is no click.
        if (event.target instanceof Element && event.target.closest('a,button,input,label,select'))
          return
        if (getSelection()?.isCollapsed === false) return
        onOpen?.(row)
      }}
    >
      {selection && (
        <td className="w-10 ps-3 align-middle">
          <Checkbox
            label={t('selectRow', { name: rowLabel?.(row) ?? key })}
            labelHidden
            checked={isSelected}
            onChange={() => toggle(selection, key)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={classes(padding, cellClass(column))}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

function toggle({ selected, onChange }: Selection, key: string): void {
  const next = new Set(selected)
  if (!next.delete(key)) next.add(key)
  onChange(next)
}

function scrollIntoSight(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' })
}
