import { useState } from 'react'
import { messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { ConfirmDialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Notice } from '../../../kit/states.tsx'
import { PasswordInput } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { ReasonField } from '../reason-field.tsx'
import type { ReactNode } from 'react'
import type { CertificateDetail, Reason } from '../types.ts'

/** Once more, with the reason; the passphrase where the CA has one. */
export function RevokeDialog({
  detail,
  onClose,
}: {
  detail: CertificateDetail
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const { id: workspaceId } = useWorkspace()
  const [reason, setReason] = useState<Reason>('unspecified')
  const [passphrase, setPassphrase] = useState('')
  const issuer = detail.chain[0]
  const isSealed = issuer?.has_passphrase === true
  const revoke = useAct('revokeCertificate', {
    refreshes: ['getCertificate', 'listCertificates', 'getOverview'],
    onDone: () => {
      toast.success(t('revoked'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('revokeDialog.title', { name: detail.certificate.common_name })}
      action={t(reason === 'certificateHold' ? 'revokeDialog.hold' : 'revoke')}
      busy={revoke.isPending}
      onConfirm={() =>
        revoke.mutate({
          path: { workspaceId, id: detail.certificate.id },
          body: { reason, ...(isSealed ? { caPassphrase: passphrase } : {}) },
        })
      }
    >
      <p>{t('revokeDialog.text')}</p>
      <ReasonField value={reason} onChange={setReason} />
      {isSealed && (
        <Field label={t('passphraseOf', { name: issuer.name })} required>
          <PasswordInput value={passphrase} onChange={setPassphrase} autoComplete="off" />
        </Field>
      )}
      {revoke.error && <Notice tone="bad">{messageOf(revoke.error)}</Notice>}
    </ConfirmDialog>
  )
}
