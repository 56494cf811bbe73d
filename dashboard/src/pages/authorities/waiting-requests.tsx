import { useNavigate } from '@tanstack/react-router'
import { Download, Hourglass } from 'lucide-react'
import { useState } from 'react'
import { fieldError, messageOf } from '../../api/api-error.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { CodeBlock } from '../../kit/code-block.tsx'
import { ConfirmDialog, Drawer } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { FileDrop } from '../../kit/file-drop.tsx'
import { Notice } from '../../kit/states.tsx'
import { PasswordInput, TextArea } from '../../kit/text-input.tsx'
import { Time } from '../../kit/time.tsx'
import { toast } from '../../kit/toast.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { fileNameOf } from './authority.ts'
import { download } from './download.ts'
import { joined } from './joined.ts'
import type { ReactNode } from 'react'
import type { AuthorityRequest } from '../../api/wire/ca-requests.gen.ts'

/** CAs whose key is made and whose certificate is still with somebody else. */
export function WaitingRequests({
  workspaceId,
  slug,
  opened,
  onOpen,
}: {
  workspaceId: string
  slug: string
  /** The id of the one whose drawer is open; empty: none. */
  opened: string
  onOpen: (id: string) => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const { data } = useRead('listAuthorityRequests', { path: { workspaceId } })
  const requests = data?.requests ?? []
  const request = requests.find(({ id }) => id === opened)
  if (requests.length === 0) return null
  return (
    <div className="mb-4">
      <Notice title={t('waiting.title', { count: requests.length })}>
        <ul className="mt-1.5 flex flex-col gap-1.5">
          {requests.map(({ id, name, key_algorithm: algorithm, created_at: created }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Hourglass aria-hidden className="size-4 text-accent" />
              <span className="font-medium text-ink">{name}</span>
              <span>
                {algorithm} · <Time at={created} words={(when) => t('waiting.since', { when })} />
              </span>
              <Button size="sm" onClick={() => onOpen(id)}>
                {t('waiting.open')}
              </Button>
            </li>
          ))}
        </ul>
      </Notice>
      {request && (
        <RequestDrawer
          key={request.id}
          workspaceId={workspaceId}
          slug={slug}
          request={request}
          onClose={() => onOpen('')}
        />
      )}
    </div>
  )
}

function RequestDrawer({
  workspaceId,
  slug,
  request,
  onClose,
}: {
  workspaceId: string
  slug: string
  request: AuthorityRequest
  onClose: () => void
}): ReactNode {
  const { t } = useTexts('authorities')
  const navigate = useNavigate()
  const [certificate, setCertificate] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [isRemoving, setIsRemoving] = useState(false)
  const file = `${fileNameOf(request)}.csr`
  const path = { workspaceId, requestId: request.id }
  const complete = useAct('completeAuthorityRequest', {
    refreshes: ['listAuthorities', 'listAuthorityRequests'],
    onDone: ({ authority }) => {
      toast.success(t('waiting.completed', { name: authority.name }))
      void navigate({
        to: '/w/$slug/authorities/$authorityId',
        params: { slug, authorityId: authority.id },
      })
    },
  })
  const remove = useAct('removeAuthorityRequest', {
    refreshes: ['listAuthorityRequests'],
    toastsErrors: true,
    onDone: () => {
      toast.success(t('waiting.removed'))
      onClose()
    },
  })
  const certificateError = fieldError(complete.error, 'certificatePem')
  const passphraseError = fieldError(complete.error, 'caPassphrase')
  const send = (): void =>
    complete.mutate({
      path,
      body: {
        certificatePem: certificate,
        caPassphrase: request.has_passphrase ? passphrase : undefined,
      },
    })
  return (
    <Drawer
      open
      onClose={onClose}
      title={request.name}
      description={t('waiting.drawer')}
      footer={
        <>
          <Button look="danger-quiet" className="me-auto" onClick={() => setIsRemoving(true)}>
            {t('waiting.remove')}
          </Button>
          <Button look="primary" busy={complete.isPending} onClick={send}>
            {t('waiting.complete')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <section className="flex flex-col gap-3">
          <h3 className="font-semibold">1. {t('waiting.step1')}</h3>
          <p className="text-sm text-ink-soft">{t('waiting.step1Hint')}</p>
          <CodeBlock code={request.request_pem} label={file} maxLines={8} />
          <div>
            <Button
              icon={<Download aria-hidden className="size-4" />}
              onClick={() => download(file, `${request.request_pem}\n`, 'application/pkcs10')}
            >
              {t('waiting.download', { file })}
            </Button>
          </div>
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="font-semibold">2. {t('waiting.step2')}</h3>
          <p className="text-sm text-ink-soft">{t('waiting.step2Hint')}</p>
          <FileDrop
            label={t('waiting.dropCertificate')}
            accept=".pem,.crt,.cer,.txt"
            onFile={(given) =>
              void given.text().then((text) => setCertificate((old) => joined(old, text)))
            }
          />
          <Field label={t('waiting.certificate')} error={certificateError} required>
            <TextArea
              mono
              rows={8}
              value={certificate}
              onChange={setCertificate}
              spellCheck={false}
              placeholder="-----BEGIN CERTIFICATE-----"
            />
          </Field>
          {request.has_passphrase && (
            <Field
              label={t('passphrase', { name: request.name })}
              hint={t('passphraseHint')}
              error={passphraseError}
              required
            >
              <PasswordInput value={passphrase} onChange={setPassphrase} autoComplete="off" />
            </Field>
          )}
          {complete.error && certificateError === undefined && passphraseError === undefined && (
            <Notice tone="bad">{messageOf(complete.error)}</Notice>
          )}
        </section>
      </div>
      <ConfirmDialog
        open={isRemoving}
        onClose={() => setIsRemoving(false)}
        title={t('waiting.removeTitle')}
        action={t('waiting.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ path })}
      >
        {t('waiting.removeText', { name: request.name })}
      </ConfirmDialog>
    </Drawer>
  )
}
