import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldError } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Card } from '../../../kit/card.tsx'
import { Notice } from '../../../kit/states.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { EMPTY_DRAFT, orderOf, passphraseProblem } from './draft.ts'
import { NewForm, SUBJECT_NAMES } from './form.tsx'
import { KeyFields } from './key-fields.tsx'
import { PassphraseChoice } from './passphrase-choice.tsx'
import { SubjectFields } from './subject-fields.tsx'
import type { ReactNode } from 'react'
import type { Draft } from './draft.ts'

/** A CA whose certificate another authority shall sign: the key is made here, the request goes out. */
export function RequestForm({
  workspaceId,
  slug,
}: {
  workspaceId: string
  slug: string
}): ReactNode {
  const { t } = useTexts('newAuthority')
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>({ ...EMPTY_DRAFT, pathLength: '0' })
  const [wasSent, setWasSent] = useState(false)
  const create = useAct('createAuthorityRequest', {
    refreshes: ['listAuthorityRequests'],
    onDone: ({ request }) => {
      toast.success(t('request.done'))
      void navigate({
        to: '/w/$slug/authorities',
        params: { slug },
        search: { request: request.id },
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
    const { validityDays: _decidedElsewhere, ...order } = orderOf(draft)
    create.mutate({ path: { workspaceId }, body: order })
  }
  return (
    <NewForm
      slug={slug}
      action={t('request.action')}
      busy={create.isPending}
      busyText={t('creating')}
      error={create.error}
      shownFields={[...SUBJECT_NAMES, 'keyAlgorithm', 'pathLength']}
      onSubmit={submit}
    >
      <Notice>{t('request.text')}</Notice>
      <Card title={t('subject')} description={t('subjectText')}>
        <SubjectFields
          draft={draft}
          onChange={change}
          errorOf={errorOf}
          example={t('commonNameExample')}
        />
      </Card>
      <Card title={t('algorithm')}>
        <KeyFields
          draft={draft}
          onChange={change}
          errorOf={errorOf}
          kind="intermediate"
          withValidity={false}
        />
      </Card>
      <Card title={t('passphraseMode')}>
        <PassphraseChoice draft={draft} onChange={change} wasSent={wasSent} />
      </Card>
    </NewForm>
  )
}
