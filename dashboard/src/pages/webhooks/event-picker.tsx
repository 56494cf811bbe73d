import { Breakable } from '../../kit/breakable.tsx'
import { Checkbox } from '../../kit/choice.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

const GROUPS = [
  'certificate',
  'authority',
  'revocationList',
  'responder',
  'apiKey',
  'oauthGrant',
  'member',
  'workspace',
  'webhook',
] as const

type Group = (typeof GROUPS)[number] | 'other'

function groupOf(type: string): Group {
  return GROUPS.find((group) => type.startsWith(`${group}.`)) ?? 'other'
}

/** Types of events by what they are about; a group is ticked at once by its name. */
export function EventPicker({
  types,
  chosen,
  onChange,
}: {
  types: readonly string[]
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}): ReactNode {
  const { t } = useTexts('webhooks')
  const set = (some: readonly string[], isChosen: boolean): void => {
    const next = new Set(chosen)
    for (const type of some) {
      if (isChosen) next.add(type)
      else next.delete(type)
    }
    onChange(next)
  }
  const groups = Map.groupBy(types, groupOf)
  return (
    <div className="grid gap-x-6 gap-y-4 rounded-md border p-3 sm:grid-cols-2 sm:p-4">
      {[...groups].map(([group, members]) => {
        const count = members.filter((type) => chosen.has(type)).length
        return (
          <div key={group} className="flex flex-col gap-2">
            <Checkbox
              label={<span className="font-medium">{t(`form.groups.${group}`)}</span>}
              checked={count === members.length}
              indeterminate={count > 0 && count < members.length}
              onChange={(all) => set(members, all)}
            />
            <div className="flex flex-col gap-1.5 ps-6">
              {members.toSorted().map((type) => (
                <Checkbox
                  key={type}
                  label={
                    <code className="font-mono text-sm">
                      <Breakable text={type} />
                    </code>
                  }
                  checked={chosen.has(type)}
                  onChange={(isChosen) => set([type], isChosen)}
                />
              ))}
            </div>
          </div>
        )
      })}
    </div>
  )
}
