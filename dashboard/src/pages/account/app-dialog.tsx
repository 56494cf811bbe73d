import { useEffect, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Mono } from '../../kit/code-block.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { TextInput } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { QrCode } from './qr-code.tsx'
import type { FormEvent, ReactNode } from 'react'
import type { Output } from '../../api/call.ts'

/** Scan, then show that it works: only then is a code asked for at every sign-in. */
export function AppDialog({
  onClose,
  onDone,
}: {
  readonly onClose: () => void
  readonly onDone: (recoveryCodes: readonly string[]) => void
}): ReactNode {
  const { t } = useTexts('account')
  const kit = useTexts('kit')
  const [offer, setOffer] = useState<Output<'offerAuthenticatorApp'>>()
  const [refusal, setRefusal] = useState<unknown>()
  const [code, setCode] = useState('')
  const confirm = useAct('confirmAuthenticatorApp', {
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  useEffect(() => {
    let isHere = true
    call('offerAuthenticatorApp', {}).then(
      (made) => isHere && setOffer(made),
      (error: unknown) => isHere && setRefusal(error),
    )
    return () => {
      isHere = false
    }
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    confirm.mutate({ body: { code } })
  }
  return (
    <Dialog open onClose={onClose} title={t('app.add')} description={t('app.scan')} size="sm">
      {refusal !== undefined ? (
        <ErrorState error={refusal} />
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          <div className="flex flex-col items-center gap-3">
            {offer === undefined ? (
              <Skeleton className="size-44" />
            ) : (
              <QrCode text={offer.uri} label={t('app.qrLabel')} />
            )}
            <p className="text-center text-sm text-ink-faint">
              {t('app.byHand')}
              <br />
              {offer !== undefined && <Mono text={offer.secret} />}
            </p>
          </div>
          <Field
            label={t('app.code')}
            error={confirm.error === null ? undefined : messageOf(confirm.error)}
          >
            <TextInput
              mono
              autoFocus
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={setCode}
            />
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{kit.t('cancel')}</Button>
            <Button look="primary" type="submit" busy={confirm.isPending}>
              {t('app.confirm')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
