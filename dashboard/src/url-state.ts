import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

type State = Readonly<Record<string, string>>

/**
 * State that lives in the address, so that a link says what one sees:
 * `const [filter, setFilter] = useUrlState({ status: 'active', q: '', page: '1' })`. What equals its default is left out of the
 * address. Texts only: parse them where they are used. `setFilter` replaces the entry of the history unless told to push.
 */
export function useUrlState<Defaults extends State>(
  defaults: Defaults,
): readonly [
  { readonly [Name in keyof Defaults]: string },
  (change: Partial<{ readonly [Name in keyof Defaults]: string }>, push?: boolean) => void,
] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const state = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => {
      const given = search[name]
      return [name, typeof given === 'string' ? given : value]
    }),
  ) as { readonly [Name in keyof Defaults]: string }

  const names = Object.keys(defaults).join(' ')
  const values = Object.values(defaults).join(' ')
  const change = useCallback(
    (next: Partial<Record<string, string>>, push = false) => {
      void navigate({
        to: '.',
        replace: !push,
        resetScroll: false,
        search: (previous: Readonly<Record<string, unknown>>) => {
          const merged: Record<string, unknown> = { ...previous, ...next }
          for (const [name, value] of Object.entries(defaults)) {
            if (merged[name] === value) delete merged[name]
          }
          return merged
        },
      })
    },
    // The defaults are written anew by each render: their content is what counts.
    [navigate, names, values],
  )
  return [state, change]
}
