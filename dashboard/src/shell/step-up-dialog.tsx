import { Link } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../api/api-error.ts'
import { call, type WantedProof } from '../api/call.ts'
import { passkeysWork, proveWithPasskey, wasDismissed } from '../api/passkey.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { Notice } from '../kit/states.tsx'
import { PasswordInput, TextInput } from '../kit/text-input.tsx'
import { useTexts } from '../texts/use-texts.ts'
import type { FormEvent, ReactNode } from 'react'

type Typed = 'password' | 'code'

/** A fresh proof: with a passkey, a code of the app, or the password; whatever this person has, and the server wants. */
export function StepUpDialog({
  wanted,
  onClose,
}: {
  readonly wanted: WantedProof
  readonly onClose: (proved: boolean) => void
}): ReactNode {
  const { t } = useTexts('access')
  const { factors } = useSession()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState<'passkey' | Typed>()
  const wantsFactor = wanted === 'secondFactorRequired'
  const methods: readonly Typed[] = [
    ...(factors.password && !wantsFactor ? (['password'] as const) : []),
    ...(factors.oneTimeCode ? (['code'] as const) : []),
  ]

  const attempt = async (
    which: 'passkey' | Typed,
    prove: () => Promise<unknown>,
  ): Promise<void> => {
    setBusy(which)
    setError(undefined)
    try {
      await prove()
      onClose(true)
    } catch (thrown) {
      if (!wasDismissed(thrown)) setError(thrown)
      setBusy(undefined)
    }
  }
  const hasPasskeys = factors.passkeys > 0
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={wantsFactor ? t('proof.factorTitle') : t('proof.title')}
      description={wantsFactor ? t('proof.factorIntro') : t('proof.intro')}
      size="sm"
    >
      <div className="flex flex-col gap-4">
        {hasPasskeys && (
          <Button
            size="lg"
            look="primary"
            icon={<KeyRound aria-hidden className="size-4" />}
            busy={busy === 'passkey'}
            disabledReason={passkeysWork() ? undefined : t('noPasskeys')}
            onClick={() => void attempt('passkey', proveWithPasskey)}
          >
            {t('proof.passkey')}
          </Button>
        )}
        {methods.length === 0 && error !== undefined && (
          <Notice tone="bad">{messageOf(error)}</Notice>
        )}
        {methods.length === 0 && !hasPasskeys && (
          <Without wantsFactor={wantsFactor} onClose={onClose} />
        )}
        {methods.length > 0 && (
          <TypedProof
            methods={methods}
            isMain={!hasPasskeys}
            busy={busy === 'password' || busy === 'code'}
            error={error}
            onCancel={() => onClose(false)}
            onProof={(method, typed) => {
              const body =
                method === 'password' ? { method, password: typed } : { method, code: typed }
              void attempt(method, () => call('proveIdentity', { body }))
            }}
          />
        )}
      </div>
    </Dialog>
  )
}

function TypedProof({
  methods,
  isMain,
  busy,
  error,
  onCancel,
  onProof,
}: {
  readonly methods: readonly Typed[]
  readonly isMain: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onCancel: () => void
  readonly onProof: (method: Typed, typed: string) => void
}): ReactNode {
  const { t } = useTexts('access')
  const kit = useTexts('kit')
  const { user } = useSession()
  const [method, setMethod] = useState<Typed>(methods[0] ?? 'password')
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy) onProof(method, typed)
  }
  const change = (): void => {
    setMethod(method === 'password' ? 'code' : 'password')
    setTyped('')
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <input type="hidden" name="email" autoComplete="username" value={user.email} readOnly />
      <Field
        label={method === 'password' ? t('password') : t('code.label')}
        error={error === undefined ? undefined : messageOf(error)}
      >
        {method === 'password' ? (
          <PasswordInput autoFocus required value={typed} onChange={setTyped} />
        ) : (
          <TextInput
            mono
            autoFocus
            required
            autoComplete="one-time-code"
            spellCheck={false}
            value={typed}
            onChange={setTyped}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {methods.length > 1 && (
          <Button look="ghost" className="me-auto" onClick={change}>
            {method === 'password' ? t('proof.useCode') : t('proof.usePassword')}
          </Button>
        )}
        <Button onClick={onCancel}>{kit.t('cancel')}</Button>
        <Button look={isMain ? 'primary' : 'secondary'} type="submit" busy={busy}>
          {t('proof.confirm')}
        </Button>
      </div>
    </form>
  )
}

/** Nothing that could be shown: where it is added. */
function Without({
  wantsFactor,
  onClose,
}: {
  readonly wantsFactor: boolean
  readonly onClose: (proved: boolean) => void
}): ReactNode {
  const { t } = useTexts('access')
  if (!wantsFactor) return <Notice tone="warn">{t('proof.nothing')}</Notice>
  return (
    <>
      <Notice tone="warn">{t('proof.noFactor')}</Notice>
      <Button look="primary" asChild>
        <Link to="/account" onClick={() => onClose(false)}>
          {t('proof.toAccount')}
        </Link>
      </Button>
    </>
  )
}
