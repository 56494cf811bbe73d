import { Checkbox } from '../../kit/choice.tsx'
import { Pill } from '../../kit/pill.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { countOf, inTreeOrder, PERMISSIONS, withAll, withOne } from './ticks.ts'
import type { ReactNode } from 'react'
import type { Choice, Permission, Ticks } from './ticks.ts'

/** One line per CA, a box for each permission; where the plan ties them together, one box for all three. */
export function PermissionTable({
  authorities,
  ticks,
  onChange,
  tied,
}: {
  authorities: readonly Choice[]
  ticks: Ticks
  onChange: (ticks: Ticks) => void
  tied: boolean
}): ReactNode {
  const { t } = useTexts('consent')
  const columns = tied ? (['all'] as const) : PERMISSIONS
  const every = (column: Permission | 'all'): boolean =>
    countOf(ticks, column) === authorities.length
  return (
    <div className="overflow-x-auto rounded-md border">
      <table className="w-full border-collapse text-start">
        <thead>
          <tr className="border-b bg-sunken text-xs text-ink-soft">
            <th scope="col" className="px-2 py-2 text-start font-medium sm:px-3">
              {t('authority')}
            </th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="px-1 py-2 text-center font-medium sm:w-16 sm:px-1.5"
              >
                {t(column)}
              </th>
            ))}
          </tr>
          {authorities.length > 1 && (
            <tr className="border-b text-sm text-ink-faint">
              <td className="px-2 py-1.5 sm:px-3">{t('all')}</td>
              {columns.map((column) => (
                <td key={column} className="px-1 py-1.5">
                  <span className="flex justify-center">
                    <Checkbox
                      labelHidden
                      label={t('tickEvery', { permission: t(column) })}
                      checked={every(column)}
                      indeterminate={!every(column) && countOf(ticks, column) > 0}
                      onChange={(on) => onChange(withAll(ticks, authorities, column, on))}
                    />
                  </span>
                </td>
              ))}
            </tr>
          )}
        </thead>
        <tbody>
          {inTreeOrder(authorities).map((authority) => (
            <tr key={authority.id} className="border-b last:border-b-0">
              <th scope="row" className="px-2 py-2 text-start font-normal sm:px-3">
                <span
                  className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1"
                  style={{ paddingInlineStart: `${authority.depth * 0.75}rem` }}
                >
                  <span className="min-w-0 wrap-anywhere">{authority.name}</span>
                  {authority.has_passphrase && (
                    <>
                      <Pill className="max-sm:hidden">{t('protected')}</Pill>
                      {/* A pill does not break; the last box would be out of sight. */}
                      <span className="text-xs wrap-anywhere text-ink-faint sm:hidden">
                        {t('protected')}
                      </span>
                    </>
                  )}
                </span>
              </th>
              {columns.map((column) => (
                <td key={column} className="px-1 py-2">
                  <span className="flex justify-center">
                    <Checkbox
                      labelHidden
                      label={t('tick', { permission: t(column), name: authority.name })}
                      checked={
                        ticks.get(authority.id)?.has(column === 'all' ? 'read' : column) ?? false
                      }
                      onChange={(on) => onChange(withOne(ticks, authority.id, column, on))}
                    />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
