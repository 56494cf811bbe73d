import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/queries.ts'
import { Card } from '../../../kit/card.tsx'
import { Switch } from '../../../kit/choice.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { EMPTY_DRAFT, orderOf, passphraseProblem, ROOT_DRAFT } from './draft.ts'
import { NewForm } from './form.tsx'
import { KeyFields } from './key-fields.tsx'
import { NewPassphrase } from './passphrase-choice.tsx'
import { SubjectFields } from './subject-fields.tsx'
import type { ReactNode } from 'react'
import type { Draft } from './draft.ts'

/** A root and the CA that issues below it: two names, everything else is chosen well already. */
export function HierarchyForm({
  workspaceId,
  slug,
}: {
  workspaceId: string
  slug: string
}): ReactNode {
  const { t } = useTexts('newAuthority')
  const navigate = useNavigate()
  const [root, setRoot] = useState<Draft>({ ...ROOT_DRAFT, pathLength: 'unlimited' })
  const [issuing, setIssuing] = useState<Draft>({ ...EMPTY_DRAFT, pathLength: '0' })
  const [wasSent, setWasSent] = useState(false)
  const create = useAct('createAuthorityHierarchy', {
    refreshes: ['listAuthorities'],
    onDone: ({ issuing: made }) => {
      toast.success(t('done', { name: made.name }))
      void navigate({
        to: '/w/$slug/authorities/$authorityId',
        params: { slug, authorityId: made.id },
      })
    },
  })
  const missing = (draft: Draft): string | undefined =>
    wasSent && draft.commonName.trim() === '' ? t('commonNameMissing') : undefined

  const submit = (): void => {
    setWasSent(true)
    if (root.commonName.trim() === '' || issuing.commonName.trim() === '') return
    if (passphraseProblem(root) !== undefined) return
    const shared = {
      organization: issuing.organization === '' ? root.organization : issuing.organization,
      country: issuing.country === '' ? root.country : issuing.country,
    }
    create.mutate({
      path: { workspaceId },
      body: { root: orderOf(root), issuing: orderOf({ ...issuing, ...shared }) },
    })
  }

  return (
    <NewForm
      slug={slug}
      action={t('createHierarchy')}
      busy={create.isPending}
      busyText={t('creating')}
      error={create.error}
      shownFields={[]}
      onSubmit={submit}
    >
      <Card title={t('root')} description={t('rootText')}>
        <div className="flex flex-col gap-5">
          <SubjectFields
            draft={root}
            onChange={(change) => setRoot({ ...root, ...change })}
            errorOf={(field) => (field === 'commonName' ? missing(root) : undefined)}
            example={t('commonNameRootExample')}
          />
          <KeyFields
            draft={root}
            onChange={(change) => setRoot({ ...root, ...change })}
            errorOf={() => undefined}
            kind="root"
          />
          <Switch
            label={t('rootPassphrase')}
            hint={t('rootPassphraseHint')}
            checked={root.isProtected}
            onChange={(isProtected) => setRoot({ ...root, isProtected })}
          />
          {root.isProtected && (
            <NewPassphrase
              draft={root}
              onChange={(change) => setRoot({ ...root, ...change })}
              wasSent={wasSent}
            />
          )}
        </div>
      </Card>
      <Card title={t('issuing')} description={t('issuingText')}>
        <div className="flex flex-col gap-5">
          <SubjectFields
            draft={issuing}
            onChange={(change) => setIssuing({ ...issuing, ...change })}
            errorOf={(field) => (field === 'commonName' ? missing(issuing) : undefined)}
            example={t('commonNameExample')}
          />
          <KeyFields
            draft={issuing}
            onChange={(change) => setIssuing({ ...issuing, ...change })}
            errorOf={() => undefined}
            kind="intermediate"
          />
        </div>
      </Card>
    </NewForm>
  )
}
