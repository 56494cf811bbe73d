import { useState } from 'react'
import { fieldError, messageOf } from '../../../api/api-error.ts'
import { useAct } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Drawer } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { Notice } from '../../../kit/states.tsx'
import { PasswordInput } from '../../../kit/text-input.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { CsrField } from '../issue/csr-field.tsx'
import { IssuedResult } from '../issue/issued-result.tsx'
import { useSavedGuard } from '../issue/saved-guard.tsx'
import type { ReactNode } from 'react'
import type { DescribedRequest } from '../issue/csr-field.tsx'
import type { CertificateDetail, IssuedCertificate } from '../types.ts'

/** The same names under a new key; a certificate from a request takes a new request. */
export function RenewDrawer({
  detail,
  onClose,
}: {
  detail: CertificateDetail
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const kit = useTexts('kit')
  const { id: workspaceId } = useWorkspace()
  const { certificate, chain } = detail
  const [days, setDays] = useState('')
  const [csr, setCsr] = useState<{ pem: string; request: DescribedRequest | undefined }>({
    pem: '',
    request: undefined,
  })
  const [passphrase, setPassphrase] = useState('')
  const [issued, setIssued] = useState<IssuedCertificate>()
  const guard = useSavedGuard(issued?.privateKey !== undefined)
  const renew = useAct('renewCertificate', {
    refreshes: ['getCertificate', 'listCertificates', 'getOverview'],
    onDone: setIssued,
  })
  const issuer = chain[0]
  const isSealed = issuer?.has_passphrase === true
  const needsCsr = certificate.mode === 'csr'
  const missing =
    needsCsr && csr.request === undefined
      ? t('issue.missing.csr')
      : isSealed && passphrase === ''
        ? t('passphraseFirst', { name: issuer.name })
        : undefined
  if (issued !== undefined) {
    return (
      <Drawer
        open
        onClose={onClose}
        mayClose={guard.mayClose}
        size="lg"
        title={t('result.renewed')}
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
      title={t('renewDrawer.title', { name: certificate.common_name })}
      description={t('renewDrawer.text')}
      footer={
        <>
          <Button onClick={onClose}>{kit.t('cancel')}</Button>
          <Button
            look="primary"
            busy={renew.isPending}
            disabledReason={missing}
            onClick={() =>
              renew.mutate({
                path: { workspaceId, id: certificate.id },
                body: {
                  ...(days === '' ? {} : { validityDays: Number(days) }),
                  ...(needsCsr ? { csrPem: csr.pem } : {}),
                  ...(isSealed ? { caPassphrase: passphrase } : {}),
                },
              })
            }
          >
            {t('renew')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {needsCsr && (
          <>
            <Notice>{t('renewDrawer.csr')}</Notice>
            <CsrField
              value={csr.pem}
              request={csr.request}
              onChange={(pem, request) => setCsr({ pem, request })}
            />
          </>
        )}
        <Field label={t('issue.validity')} error={fieldError(renew.error, 'validityDays')}>
          <Select
            value={days}
            onChange={setDays}
            options={[
              {
                value: '',
                label: t('renewDrawer.same', { count: certificate.validity_days }),
              },
              ...[7, 30, 90, 200, 365, 397].map((value) => ({
                value: String(value),
                label: t('days', { count: value }),
              })),
            ]}
          />
        </Field>
        {isSealed && (
          <Field
            label={t('passphraseOf', { name: issuer.name })}
            error={fieldError(renew.error, 'caPassphrase')}
            required
          >
            <PasswordInput value={passphrase} onChange={setPassphrase} autoComplete="off" />
          </Field>
        )}
        {renew.error && <Notice tone="bad">{messageOf(renew.error)}</Notice>}
      </div>
    </Drawer>
  )
}
