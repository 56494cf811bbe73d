import { useState } from 'react'
import { fieldError, messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { RadioGroup } from '../../../kit/choice.tsx'
import { Drawer } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { EmptyState, Notice } from '../../../kit/states.tsx'
import { PasswordInput, TextInput } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { ALGORITHMS } from '../types.ts'
import { CsrField } from './csr-field.tsx'
import { Equivalent } from './equivalent.tsx'
import { useSavedGuard } from './saved-guard.tsx'
import { IssuedResult } from './issued-result.tsx'
import { NamesField } from './names-field.tsx'
import { useIssueForm } from './use-issue-form.ts'
import { ValidityField } from './validity-field.tsx'
import type { ReactNode } from 'react'
import type { IssuedCertificate } from '../types.ts'
import type { IssueFormState } from './use-issue-form.ts'

/** From a name to a certificate: what is filled in, what comes of it, and then the key, this one time. */
export function IssueDrawer({
  authorityId,
  onClose,
}: {
  authorityId: string
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const kit = useTexts('kit')
  const workspace = useWorkspace()
  const state = useIssueForm(authorityId)
  const [issued, setIssued] = useState<IssuedCertificate>()
  const guard = useSavedGuard(issued?.privateKey !== undefined)
  const issue = useAct('issueCertificate', {
    refreshes: ['listCertificates', 'getOverview'],
    onDone: setIssued,
  })
  const missing = useMissing(state)
  const { form, authority, body } = state
  const submit = (): void => {
    const needsPassphrase = authority?.has_passphrase === true
    issue.mutate({
      path: { workspaceId: workspace.id },
      body: { ...body, ...(needsPassphrase ? { caPassphrase: form.passphrase } : {}) },
    })
  }
  if (issued !== undefined) {
    return (
      <Drawer
        open
        onClose={onClose}
        mayClose={guard.mayClose}
        size="lg"
        title={t('result.title')}
        description={issued.certificate.common_name}
        footer={
          <Button look="primary" onClick={() => guard.mayClose() && onClose()}>
            {t('result.done')}
          </Button>
        }
      >
        <IssuedResult issued={issued} isSaved={guard.isSaved} onSaved={guard.onSaved} />
        {guard.dialog(onClose)}
      </Drawer>
    )
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size="lg"
      title={t('issue.title')}
      footer={
        <>
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button look="primary" busy={issue.isPending} disabledReason={missing} onClick={submit}>
            {t('issue.action')}
          </Button>
        </>
      }
    >
      {state.usable?.length === 0 ? (
        <EmptyState title={t('issue.noAuthority')}>{t('issue.noAuthorityText')}</EmptyState>
      ) : (
        <form
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Fields state={state} error={issue.error} />
          {issue.error !== null && <Notice tone="bad">{messageOf(issue.error)}</Notice>}
          <Equivalent
            request={{
              ...body,
              caId: body.caId,
              needsPassphrase: authority?.has_passphrase === true,
            }}
          />
        </form>
      )}
    </Drawer>
  )
}

function Fields({ state, error }: { state: IssueFormState; error: unknown }): ReactNode {
  const { t } = useTexts('certificates')
  const { form, set, usable, authority, preview, problemOf } = state
  return (
    <>
      <Field label={t('issue.authority')} error={problemOf('caId')}>
        <Select
          value={authority?.id ?? ''}
          onChange={(caId) => set({ caId })}
          options={(usable ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <RadioGroup
        label={t('issue.mode')}
        look="cards"
        className="sm:grid-cols-2"
        value={form.mode}
        onChange={(mode) => set({ mode })}
        options={[
          { value: 'managed', label: t('issue.managed'), hint: t('issue.managedHint') },
          { value: 'csr', label: t('issue.fromCsr'), hint: t('issue.fromCsrHint') },
        ]}
      />
      {form.mode === 'csr' && (
        <CsrField
          value={form.csrPem}
          request={form.request}
          onChange={(csrPem, request) => set({ csrPem, request })}
        />
      )}
      <Field
        label={t('issue.commonName')}
        {...(form.mode === 'csr' ? { optional: t('issue.ofTheCsr') } : { required: true })}
        error={problemOf('commonName') ?? fieldError(error, 'commonName')}
      >
        <TextInput
          value={form.commonName}
          onChange={(commonName) => set({ commonName })}
          placeholder="app.example.internal"
          autoComplete="off"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <NamesField
        names={state.shownNames}
        onAdd={(names) => set({ names: [...new Set([...form.names, ...names])] })}
        onRemove={(name) => set({ names: form.names.filter((other) => other !== name) })}
      />
      {form.mode === 'csr' && form.names.length > 0 && <Notice>{t('issue.namesReplace')}</Notice>}
      {problemOf('sanDns') !== undefined && <Notice tone="bad">{problemOf('sanDns')}</Notice>}
      {problemOf('csrPem') !== undefined && <Notice tone="bad">{problemOf('csrPem')}</Notice>}
      {form.mode === 'managed' && (
        <Field label={t('issue.algorithm')}>
          <Select
            value={form.keyAlgorithm}
            onChange={(keyAlgorithm) => set({ keyAlgorithm })}
            options={ALGORITHMS.map((value) => ({
              value,
              label: value === 'ECDSA-P256' ? t('issue.usual', { name: value }) : value,
            }))}
          />
        </Field>
      )}
      <ValidityField
        days={form.days}
        onChange={(days) => set({ days })}
        preview={preview}
        authorityEnd={authority?.valid_to}
        error={problemOf('validityDays') ?? fieldError(error, 'validityDays')}
      />
      {authority?.has_passphrase === true && (
        <Field
          label={t('passphraseOf', { name: authority.name })}
          hint={t('issue.passphraseHint')}
          error={fieldError(error, 'caPassphrase')}
          required
        >
          <PasswordInput
            value={form.passphrase}
            onChange={(passphrase) => set({ passphrase })}
            autoComplete="off"
          />
        </Field>
      )}
    </>
  )
}

/** Why it cannot be issued yet. */
function useMissing(state: IssueFormState): string | undefined {
  const { t } = useTexts('certificates')
  const { form, authority, preview } = state
  if (authority === undefined) return t('issue.missing.authority')
  if (form.mode === 'csr' && form.request === undefined) return t('issue.missing.csr')
  if (form.mode === 'managed' && form.commonName.trim() === '' && form.names.length === 0)
    return t('issue.missing.name')
  if (authority.has_passphrase && form.passphrase === '')
    return t('passphraseFirst', { name: authority.name })
  return preview?.problems[0]?.message
}
