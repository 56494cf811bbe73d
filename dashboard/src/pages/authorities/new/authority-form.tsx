import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldError } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Card } from '../../../kit/card.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { PasswordInput } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { EMPTY_DRAFT, orderOf, passphraseProblem, ROOT_DRAFT } from './draft.ts'
import { NewForm, SUBJECT_NAMES } from './form.tsx'
import { KeyFields } from './key-fields.tsx'
import { PassphraseChoice } from './passphrase-choice.tsx'
import { SubjectFields } from './subject-fields.tsx'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'
import type { Draft } from './draft.ts'

const SHOWN = [...SUBJECT_NAMES, 'keyAlgorithm', 'validityDays', 'pathLength', 'caPassphrase']

/** One CA: a root, or one below a parent. */
export function AuthorityForm({
  workspaceId,
  slug,
  kind,
  parents,
  parentId,
}: {
  workspaceId: string
  slug: string
  kind: 'root' | 'intermediate'
  /** CAs that may have one below them. */
  parents: readonly Authority[]
  /** Chosen before, by the address. */
  parentId: string
}): ReactNode {
  const { t } = useTexts('newAuthority')
  const navigate = useNavigate()
  const usable = parents.filter(({ unusable_reason: reason }) => reason === null)
  const [parent, setParent] = useState(
    () => parents.find(({ id }) => id === parentId)?.id ?? usable[0]?.id ?? '',
  )
  const [draft, setDraft] = useState<Draft>(
    kind === 'root' ? { ...ROOT_DRAFT, pathLength: 'unlimited' } : EMPTY_DRAFT,
  )
  const [parentPassphrase, setParentPassphrase] = useState('')
  const [wasSent, setWasSent] = useState(false)
  const chosen = kind === 'intermediate' ? parents.find(({ id }) => id === parent) : undefined
  const create = useAct('createAuthority', {
    refreshes: ['listAuthorities'],
    onDone: ({ authority }) => {
      toast.success(t('done', { name: authority.name }))
      void navigate({
        to: '/w/$slug/authorities/$authorityId',
        params: { slug, authorityId: authority.id },
      })
    },
  })
  const errorOf = (field: string): string | undefined => {
    if (field === 'commonName' && wasSent && draft.commonName.trim() === '')
      return t('commonNameMissing')
    return fieldError(create.error, field)
  }
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })

  const submit = (): void => {
    setWasSent(true)
    if (draft.commonName.trim() === '' || passphraseProblem(draft) !== undefined) return
    create.mutate({
      path: { workspaceId },
      body: {
        ...orderOf(draft),
        parentCaId: chosen?.id,
        caPassphrase: chosen?.has_passphrase === true ? parentPassphrase : undefined,
      },
    })
  }

  return (
    <NewForm
      slug={slug}
      action={t('create')}
      busy={create.isPending}
      busyText={t('creating')}
      error={create.error}
      shownFields={SHOWN}
      onSubmit={submit}
    >
      {kind === 'intermediate' && (
        <Card>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('parent')} error={errorOf('parentCaId')}>
              <Select
                value={parent}
                onChange={setParent}
                options={parents.map(({ id, name, unusable_reason: reason }) => ({
                  value: id,
                  label: reason === null ? name : t('parentUnusable', { name }),
                  disabled: reason !== null,
                }))}
              />
            </Field>
            {chosen?.has_passphrase === true && (
              <Field
                label={t('parentPassphrase', { name: chosen.name })}
                hint={t('parentPassphraseHint')}
                error={errorOf('caPassphrase')}
                required
              >
                <PasswordInput
                  autoComplete="off"
                  value={parentPassphrase}
                  onChange={setParentPassphrase}
                />
              </Field>
            )}
          </div>
        </Card>
      )}
      <Card title={t('subject')} description={t('subjectText')}>
        <SubjectFields
          draft={draft}
          onChange={change}
          errorOf={errorOf}
          example={t(kind === 'root' ? 'commonNameRootExample' : 'commonNameExample')}
        />
      </Card>
      <Card title={t('key')}>
        <KeyFields draft={draft} onChange={change} errorOf={errorOf} kind={kind} parent={chosen} />
      </Card>
      <Card title={t('passphraseMode')}>
        <PassphraseChoice draft={draft} onChange={change} wasSent={wasSent} />
      </Card>
    </NewForm>
  )
}
