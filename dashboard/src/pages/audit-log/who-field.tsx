import { useRead } from '../../api/queries.ts'
import { Field } from '../../kit/field.tsx'
import { Select, type SelectOption } from '../../kit/select.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** Who did it, by name: the people and keys of the workspace, or everybody on the instance (`workspaceId` null). */
export function WhoField({
  workspaceId,
  value,
  onChange,
  className,
}: {
  workspaceId: string | null
  value: string
  onChange: (actor: string) => void
  className?: string | undefined
}): ReactNode {
  const { t } = useTexts('auditLog')
  const known = [...useOfWorkspace(workspaceId), ...useOfInstance(workspaceId === null)]
  // Programs and the server itself come from an event that is open, or from a link.
  const others =
    value === '' || known.some((one) => one.value === value) ? [] : [{ value, label: value }]
  return (
    <Field label={t('who')} className={className}>
      <Select
        value={value}
        onChange={onChange}
        options={[{ value: '', label: t('anybody') }, ...others, ...known]}
      />
    </Field>
  )
}

function useOfWorkspace(workspaceId: string | null): readonly SelectOption[] {
  const { t } = useTexts('auditLog')
  const path = { workspaceId: workspaceId ?? '' }
  const enabled = workspaceId !== null
  const members = useRead('listMembers', { path }, { enabled })
  const keys = useRead('listApiKeys', { path, query: { ended: 'all' } }, { enabled })
  return [
    ...(members.data?.members ?? []).map(({ user_id, email }) => ({
      value: user_id,
      label: email,
      group: t('people'),
    })),
    ...(keys.data?.apiKeys ?? []).map(({ id, name, prefix }) => ({
      value: id,
      label: `${name} (${prefix}…)`,
      group: t('apiKeys'),
    })),
  ]
}

function useOfInstance(enabled: boolean): readonly SelectOption[] {
  const { t } = useTexts('auditLog')
  const { data } = useRead('listUsers', {}, { enabled })
  return (data?.users ?? []).map(({ id, email }) => ({
    value: id,
    label: email,
    group: t('people'),
  }))
}
