import { Download } from 'lucide-react'
import { useState } from 'react'
import { fieldError, messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { FileDrop } from '../../../kit/file-drop.tsx'
import { Notice } from '../../../kit/states.tsx'
import { TextArea, TextInput } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { formatDate } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { fileNameOf } from '../authority.ts'
import { download } from '../download.ts'
import { joined } from '../joined.ts'
import { SignerPassphrase } from '../signer-passphrase.tsx'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'

const DAY = 86_400_000
const REFRESHES = [
  'listAuthorities',
  'getAuthority',
  'getAuthorityChain',
  'getAuthorityActivity',
] as const

interface RenewProps {
  readonly workspaceId: string
  readonly authority: Authority
  /** Whose key signs the new certificate. */
  readonly signer: Authority
  readonly onClose: () => void
}

/** A new certificate by whoever signed the last one here. */
export function RenewDialog({ workspaceId, authority, signer, onClose }: RenewProps): ReactNode {
  const { t } = useTexts('authorities')
  const { t: kit } = useTexts('kit')
  const { id, name, valid_from: from, valid_to: to } = authority
  const [days, setDays] = useState(() =>
    String(Math.round((Date.parse(to) - Date.parse(from)) / DAY)),
  )
  const [passphrase, setPassphrase] = useState('')
  const renew = useAct('renewAuthority', {
    refreshes: REFRESHES,
    onDone: () => {
      toast.success(t('renew.done', { name }))
      onClose()
    },
  })
  const end = new Date(Date.now() + Number(days) * DAY)
  const passphraseError = fieldError(renew.error, 'caPassphrase')
  const daysError = fieldError(renew.error, 'validityDays')
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t('renew.title', { name })}
      description={t('renew.text')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            look="primary"
            busy={renew.isPending}
            onClick={() =>
              renew.mutate({
                path: { workspaceId, authorityId: id },
                body: {
                  validityDays: days === '' ? undefined : Number(days),
                  caPassphrase: signer.has_passphrase ? passphrase : undefined,
                },
              })
            }
          >
            {t('renew.action')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('renew.days')}
          error={daysError}
          hint={
            Number.isNaN(end.getTime()) ? undefined : t('renew.until', { date: formatDate(end) })
          }
        >
          <TextInput
            inputMode="numeric"
            className="max-w-32"
            value={days}
            onChange={(text) => setDays(text.replaceAll(/\D/g, '').slice(0, 6))}
          />
        </Field>
        <SignerPassphrase
          signer={signer}
          value={passphrase}
          onChange={setPassphrase}
          error={passphraseError}
        />
        {renew.error && passphraseError === undefined && daysError === undefined && (
          <Notice tone="bad">{messageOf(renew.error)}</Notice>
        )}
      </div>
    </Dialog>
  )
}

/** A new certificate by the authority elsewhere that signed the last one. */
export function ReplaceDialog({ workspaceId, authority, onClose }: RenewProps): ReactNode {
  const { t } = useTexts('authorities')
  const { t: kit } = useTexts('kit')
  const { id, name } = authority
  const path = { workspaceId, authorityId: id }
  const [certificate, setCertificate] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const ask = useAct('requestAuthorityRenewal', {
    onDone: ({ request_pem: pem }) =>
      download(`${fileNameOf(authority)}.csr`, `${pem}\n`, 'application/pkcs10'),
  })
  const replace = useAct('replaceAuthorityCertificate', {
    refreshes: REFRESHES,
    onDone: () => {
      toast.success(t('renew.replaced', { name }))
      onClose()
    },
  })
  const certificateError = fieldError(replace.error, 'certificatePem')
  const passphraseError = fieldError(ask.error, 'caPassphrase')
  const error =
    (ask.error && passphraseError === undefined && ask.error) ||
    (replace.error && certificateError === undefined && replace.error)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('renew.title', { name })}
      description={t('renew.elsewhereText')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            look="primary"
            busy={replace.isPending}
            onClick={() => replace.mutate({ path, body: { certificatePem: certificate } })}
          >
            {t('actions.replace')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <SignerPassphrase
          signer={authority}
          value={passphrase}
          onChange={setPassphrase}
          error={passphraseError}
        />
        <div>
          <Button
            icon={<Download aria-hidden className="size-4" />}
            busy={ask.isPending}
            onClick={() =>
              ask.mutate({
                path,
                body: { caPassphrase: authority.has_passphrase ? passphrase : undefined },
              })
            }
          >
            {t('renew.getRequest')}
          </Button>
        </div>
        <FileDrop
          label={t('waiting.dropCertificate')}
          accept=".pem,.crt,.cer,.txt"
          onFile={(file) =>
            void file.text().then((text) => setCertificate((old) => joined(old, text)))
          }
        />
        <Field label={t('waiting.certificate')} error={certificateError} required>
          <TextArea
            mono
            rows={6}
            value={certificate}
            onChange={setCertificate}
            spellCheck={false}
          />
        </Field>
        {error && <Notice tone="bad">{messageOf(error)}</Notice>}
      </div>
    </Dialog>
  )
}
