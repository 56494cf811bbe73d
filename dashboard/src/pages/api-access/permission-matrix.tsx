import { useState } from 'react'
import { Search } from 'lucide-react'
import { Checkbox } from '../../kit/choice.tsx'
import { Pill } from '../../kit/pill.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { has, PERMISSIONS, tick, type Grants, type Permission } from './grants.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

export type Authority = Output<'listAuthorities'>['authorities'][number]

/** From so many CAs on they can be searched. */
const MANY = 6

/** One line per CA, indented as they stand below each other; a box for each permission. */
export function PermissionMatrix({
  authorities,
  grants,
  onChange,
  tied,
}: {
  authorities: readonly Authority[]
  grants: Grants
  onChange: (grants: Grants) => void
  tied: boolean
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = inTreeOrder(authorities).filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <div className="flex flex-col gap-2">
      {authorities.length > MANY && (
        <TextInput
          type="search"
          aria-label={t('form.find')}
          placeholder={t('form.find')}
          leading={<Search />}
          value={search}
          onChange={setSearch}
        />
      )}
      <div
        role="region"
        aria-label={t('matrix.label')}
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md border"
      >
        <table className="w-full border-collapse text-start">
          <thead className="sticky top-0 z-10 bg-sunken">
            <tr className="border-b text-xs text-ink-soft">
              <th scope="col" className="px-2 py-2 sm:px-3 text-start font-medium">
                {t('matrix.authority')}
              </th>
              {PERMISSIONS.map((permission) => (
                <th
                  key={permission}
                  scope="col"
                  className="px-1 py-2 text-center font-medium sm:px-2"
                >
                  {t(`matrix.${permission}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {shown.length > 1 && (
              <AllRow authorities={shown} grants={grants} onChange={onChange} tied={tied} />
            )}
            {shown.map((authority) => (
              <tr key={authority.id}>
                <th scope="row" className="px-2 py-2 sm:px-3 text-start font-normal">
                  <span
                    className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1"
                    style={{ paddingInlineStart: `${authority.depth}rem` }}
                  >
                    <span className="min-w-0 wrap-anywhere">{authority.name}</span>
                    <Pill className="max-sm:hidden">{authority.key_algorithm}</Pill>
                  </span>
                </th>
                {PERMISSIONS.map((permission) => (
                  <td key={permission} className="px-1 py-2 sm:px-2">
                    <span className="flex justify-center">
                      <Checkbox
                        labelHidden
                        label={t('matrix.tick', {
                          permission: t(`matrix.${permission}`),
                          name: authority.name,
                        })}
                        checked={has(grants, authority.id, permission)}
                        onChange={(on) =>
                          onChange(tick(grants, authority.id, permission, on, tied))
                        }
                      />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
            {shown.length === 0 && (
              <tr>
                <td colSpan={4} className="px-3 py-4 text-center text-ink-faint">
                  {t('matrix.none')}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {tied && <p className="text-sm text-ink-faint">{t('form.tied')}</p>}
    </div>
  )
}

function AllRow({
  authorities,
  grants,
  onChange,
  tied,
}: {
  authorities: readonly Authority[]
  grants: Grants
  onChange: (grants: Grants) => void
  tied: boolean
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const counted = (permission: Permission): number =>
    authorities.filter(({ id }) => has(grants, id, permission)).length
  return (
    <tr className="bg-sunken/50 text-sm text-ink-faint">
      <th scope="row" className="px-2 py-1.5 sm:px-3 text-start font-normal">
        {t('matrix.all')}
      </th>
      {PERMISSIONS.map((permission) => (
        <td key={permission} className="px-1 py-1.5 sm:px-2">
          <span className="flex justify-center">
            <Checkbox
              labelHidden
              label={t('matrix.tickAll', { permission: t(`matrix.${permission}`) })}
              checked={counted(permission) === authorities.length}
              indeterminate={counted(permission) > 0 && counted(permission) < authorities.length}
              onChange={(on) =>
                onChange(
                  authorities.reduce(
                    (before, { id }) => tick(before, id, permission, on, tied),
                    grants,
                  ),
                )
              }
            />
          </span>
        </td>
      ))}
    </tr>
  )
}

/** Each CA right below its parent. */
function inTreeOrder(authorities: readonly Authority[]): readonly Authority[] {
  const known = new Set(authorities.map(({ id }) => id))
  const below = (parentId: string | null): Authority[] =>
    authorities
      .filter(({ parent_ca_id: parent }) =>
        parentId === null ? parent === null || !known.has(parent) : parent === parentId,
      )
      .flatMap((authority) => [authority, ...below(authority.id)])
  return below(null)
}
