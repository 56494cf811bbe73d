import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { sessionOptions } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Card, Facts } from '../../kit/card.tsx'
import { Switch } from '../../kit/choice.tsx'
import { Mono } from '../../kit/code-block.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { Notice } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { FormEvent, ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

type Workspace = Output<'getWorkspace'>['workspace']

const VALIDITIES = ['', '7', '30', '90', '200', '365', '397'] as const
type Validity = (typeof VALIDITIES)[number]

interface Draft {
  readonly name: string
  readonly slug: string
  readonly authority: string
  readonly validity: string
  readonly requiresSecondFactor: boolean
}

function draftOf(workspace: Workspace): Draft {
  return {
    name: workspace.name,
    slug: workspace.slug,
    authority: workspace.default_ca_id ?? '',
    validity: String(workspace.default_validity_days ?? ''),
    requiresSecondFactor: workspace.requires_second_factor,
  }
}

/** One form for all of it: what was changed is saved together. */
export function SettingsForm({ workspace }: { workspace: Workspace }): ReactNode {
  const { t } = useTexts('settings')
  const { t: kit } = useTexts('kit')
  const { role } = useWorkspace()
  const [draft, setDraft] = useState(() => draftOf(workspace))
  const save = useSaving(workspace)
  const forbidden = role === 'member' ? t('adminsOnly') : undefined
  const isSame = JSON.stringify(draft) === JSON.stringify(draftOf(workspace))
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate({
      path: { workspaceId: workspace.id },
      body: {
        name: draft.name,
        slug: draft.slug,
        defaults: {
          caId: draft.authority === '' ? null : draft.authority,
          validityDays: draft.validity === '' ? null : Number(draft.validity),
        },
        requiresSecondFactor: draft.requiresSecondFactor,
      },
    })
  }
  const atFields = ['name', 'slug'].some((field) => fieldError(save.error, field) !== undefined)
  return (
    <form onSubmit={submit} className="flex flex-col gap-5" noValidate>
      {forbidden !== undefined && <Notice>{forbidden}</Notice>}
      <Card title={t('general')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('name')} error={fieldError(save.error, 'name')} required>
            <TextInput
              value={draft.name}
              onChange={(name) => set({ name })}
              readOnly={forbidden !== undefined}
            />
          </Field>
          <Field
            label={t('slug')}
            hint={t('slugHint')}
            error={fieldError(save.error, 'slug')}
            required
          >
            <TextInput
              mono
              value={draft.slug}
              onChange={(slug) => set({ slug })}
              readOnly={forbidden !== undefined}
              spellCheck={false}
            />
          </Field>
        </div>
        <div className="mt-4 border-t pt-4">
          <Facts
            facts={[
              [
                t('plan'),
                <span key="plan">
                  {t(`plans.${workspace.plan}`)}{' '}
                  <span className="text-sm text-ink-faint">({t('planHint')})</span>
                </span>,
              ],
              [t('created'), <Time key="created" at={workspace.created_at} show="full" />],
              [t('id'), <Mono key="id" text={workspace.id} />],
            ]}
          />
        </div>
      </Card>
      <Defaults draft={draft} set={set} />
      <Card title={t('security')}>
        <Switch
          label={t('secondFactor')}
          hint={t('secondFactorHint')}
          checked={draft.requiresSecondFactor}
          onChange={(requiresSecondFactor) => set({ requiresSecondFactor })}
          disabledReason={forbidden}
        />
      </Card>
      {save.error && !atFields && <Notice tone="bad">{messageOf(save.error)}</Notice>}
      <div>
        <Button
          look="primary"
          type="submit"
          busy={save.isPending}
          disabledReason={forbidden ?? (isSame ? t('nothing') : undefined)}
        >
          {kit('save')}
        </Button>
      </div>
    </form>
  )
}

/** Another slug is another address: the page goes along. */
function useSaving(workspace: Workspace) {
  const { t } = useTexts('settings')
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useAct('changeWorkspace', {
    refreshes: ['getWorkspace'],
    onDone: ({ workspace: saved }) => {
      toast.success(t('saved'))
      void queries.refetchQueries(sessionOptions).then(() => {
        if (saved.slug === workspace.slug) return undefined
        return navigate({ to: '/w/$slug/settings', params: { slug: saved.slug }, replace: true })
      })
    },
  })
}

function Defaults({
  draft,
  set,
}: {
  draft: Draft
  set: (change: Partial<Draft>) => void
}): ReactNode {
  const { t } = useTexts('settings')
  const { id: workspaceId, role } = useWorkspace()
  const { data } = useRead('listAuthorities', { path: { workspaceId }, query: {} })
  const authorities = data?.authorities ?? []
  const validities = VALIDITIES.includes(draft.validity as Validity)
    ? VALIDITIES
    : [...VALIDITIES, draft.validity]
  return (
    <Card title={t('defaults')} description={t('defaultsIntro')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('defaultCa')}>
          <Select
            value={draft.authority}
            onChange={(authority) => set({ authority })}
            disabled={role === 'member'}
            options={[
              { value: '', label: t('noDefaultCa') },
              ...authorities.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field label={t('defaultValidity')}>
          <Select
            value={draft.validity}
            onChange={(validity) => set({ validity })}
            disabled={role === 'member'}
            options={validities.map((value) => ({
              value,
              label: value === '' ? t('noDefaultValidity') : t('days', { count: Number(value) }),
            }))}
          />
        </Field>
      </div>
    </Card>
  )
}
