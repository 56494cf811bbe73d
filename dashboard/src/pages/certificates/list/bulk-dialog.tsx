import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { Notice } from '../../../kit/states.tsx'
import { PasswordInput } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { keepDeliveryKey, newDeliveryKey } from '../../jobs/delivery-key.ts'
import { ReasonField } from '../reason-field.tsx'
import { useAuthorities } from '../use-authorities.ts'
import type { ReactNode } from 'react'
import type { DeliveryKey } from '../../jobs/delivery-key.ts'
import type { ListedCertificate, Reason } from '../types.ts'

/** Asks what a job about several certificates needs to know, and begins it. */
export function BulkDialog({
  kind,
  certificates,
  onClose,
  onBegun,
}: {
  kind: 'renew' | 'revoke'
  certificates: readonly ListedCertificate[]
  onClose: () => void
  onBegun: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const kit = useTexts('kit')
  const { id: workspaceId, slug } = useWorkspace()
  const navigate = useNavigate()
  const { all } = useAuthorities()
  const [reason, setReason] = useState<Reason>('unspecified')
  const [days, setDays] = useState('')
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const issuers = new Set(certificates.map(({ ca_id }) => ca_id))
  const sealed = (all ?? []).filter(({ id, has_passphrase }) => has_passphrase && issuers.has(id))
  const [deliveryKey, setDeliveryKey] = useState<DeliveryKey>()
  const create = useAct('createJob', {
    refreshes: ['listJobs'],
    onDone: ({ job }) => {
      toast.success(t('bulk.begun'))
      onBegun()
      void navigate({ to: '/w/$slug/jobs', params: { slug }, search: { job: job.id } })
    },
  })
  const begin = async (): Promise<void> => {
    const certificateIds = certificates.map(({ id }) => id)
    const passphrases = sealed.map(({ id }) => ({ caId: id, passphrase: typed[id] ?? '' }))
    const shared = { kind, certificateIds, passphrases }
    if (kind === 'revoke') {
      create.mutate({ path: { workspaceId }, body: { ...shared, reason } })
      return
    }
    const key = deliveryKey ?? (await newDeliveryKey())
    setDeliveryKey(key)
    await keepDeliveryKey(key)
    const validityDays = days === '' ? undefined : Number(days)
    const body = { ...shared, deliveryKey: key.publicKey, validityDays }
    create.mutate({ path: { workspaceId }, body })
  }
  const ofRequests = certificates.filter(({ mode }) => mode === 'csr').length
  const missing = sealed.find(({ id }) => (typed[id] ?? '') === '')
  const count = certificates.length
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`bulk.${kind}.title`, { count })}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button
            look={kind === 'revoke' ? 'danger' : 'primary'}
            busy={create.isPending}
            disabledReason={missing && t('passphraseFirst', { name: missing.name })}
            onClick={() => void begin()}
          >
            {t(`bulk.${kind}.action`, { count })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-base text-ink-soft">{t(`bulk.${kind}.text`)}</p>
        <ul className="max-h-36 overflow-y-auto rounded-md border bg-sunken px-3 py-2 text-sm">
          {certificates.map(({ id, common_name }) => (
            <li key={id} className="truncate">
              {common_name}
            </li>
          ))}
        </ul>
        {kind === 'revoke' ? (
          <ReasonField value={reason} onChange={setReason} />
        ) : (
          <Field label={t('bulk.renew.days')}>
            <Select
              value={days}
              onChange={setDays}
              options={[
                { value: '', label: t('bulk.renew.sameDays') },
                ...[30, 90, 200, 365, 397].map((value) => ({
                  value: String(value),
                  label: t('days', { count: value }),
                })),
              ]}
            />
          </Field>
        )}
        {kind === 'renew' && ofRequests > 0 && (
          <Notice tone="warn">{t('bulk.renew.requests', { count: ofRequests })}</Notice>
        )}
        {sealed.map(({ id, name }) => (
          <Field key={id} label={t('passphraseOf', { name })} required>
            <PasswordInput
              value={typed[id] ?? ''}
              onChange={(value) => setTyped({ ...typed, [id]: value })}
              autoComplete="off"
            />
          </Field>
        ))}
        {create.error && <Notice tone="bad">{messageOf(create.error)}</Notice>}
      </div>
    </Dialog>
  )
}
