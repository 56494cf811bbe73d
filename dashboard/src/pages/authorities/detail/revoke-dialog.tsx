import { useState } from 'react'
import { fieldError, messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { ConfirmDialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { Notice } from '../../../kit/states.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { countBelow, kindOf } from '../authority.ts'
import { SignerPassphrase } from '../signer-passphrase.tsx'
import { REASONS } from './revocation-reasons.ts'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'
import type { RevocationReason } from './revocation-reasons.ts'

/** Revoking a CA: what it comes to, the reason, and the name typed. */
export function RevokeDialog({
  workspaceId,
  authority,
  all,
  signer,
  onClose,
}: {
  workspaceId: string
  authority: Authority
  all: readonly Authority[]
  /** Whose key signs the list that will tell of it. */
  signer: Authority
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const [reason, setReason] = useState<RevocationReason>('cessationOfOperation')
  const [passphrase, setPassphrase] = useState('')
  const { name, id, active_certificates: certificates } = authority
  const revoke = useAct('revokeAuthority', {
    refreshes: [
      'listAuthorities',
      'getAuthority',
      'getAuthorityActivity',
      'getAuthorityPublication',
    ],
    onDone: () => {
      toast.success(t('revoke.done', { name }))
      onClose()
    },
  })
  const below = countBelow(authority, all)
  const kind = kindOf(authority)
  const passphraseError = fieldError(revoke.error, 'caPassphrase')
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('revoke.title', { name })}
      action={t('revoke.action')}
      danger
      typeName={name}
      busy={revoke.isPending}
      onConfirm={() =>
        revoke.mutate({
          path: { workspaceId, authorityId: id },
          body: {
            reason,
            name,
            caPassphrase: signer.has_passphrase ? passphrase : undefined,
          },
        })
      }
    >
      <div className="flex flex-col gap-2">
        <p>{t('revoke.text', { name })}</p>
        {below > 0 && <p>{t('revoke.below', { count: below })}</p>}
        {certificates > 0 && <p>{t('revoke.certificates', { count: certificates })}</p>}
        {kind !== 'intermediate' && (
          <p>{t(kind === 'root' ? 'revoke.root' : 'revoke.elsewhere')}</p>
        )}
      </div>
      <Field label={t('revoke.reason')}>
        <Select
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`revoke.reasons.${value}`) }))}
        />
      </Field>
      <SignerPassphrase
        signer={signer}
        value={passphrase}
        onChange={setPassphrase}
        error={passphraseError}
      />
      {revoke.error && passphraseError === undefined && (
        <Notice tone="bad">{messageOf(revoke.error)}</Notice>
      )}
    </ConfirmDialog>
  )
}
