import { KeyRound, LogIn } from 'lucide-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { addressOf } from '../../api/call.ts'
import { passkeysWork, signInWithPasskey, wasDismissed } from '../../api/passkey.ts'
import { useRead } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/states.tsx'
import { ownPath } from '../../own-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** Passkeys, and the accounts elsewhere that the operator lets in. */
export function OtherWays({ onDone }: { readonly onDone: () => Promise<void> }): ReactNode {
  const { t } = useTexts('access')
  const ways = useRead('signInWays', {})
  const { next }: { readonly next?: unknown } = useSearch({ strict: false })
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  const show = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await signInWithPasskey()
      await onDone()
    } catch (thrown) {
      if (!wasDismissed(thrown)) setError(thrown)
      setBusy(false)
    }
  }
  return (
    <div className="mt-5 flex flex-col gap-3">
      <div aria-hidden className="flex items-center gap-3 text-xs text-ink-faint">
        <span className="h-px flex-1 bg-line" />
        {t('or')}
        <span className="h-px flex-1 bg-line" />
      </div>
      {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      <Button
        size="lg"
        icon={<KeyRound aria-hidden className="size-4" />}
        busy={busy}
        disabledReason={passkeysWork() ? undefined : t('noPasskeys')}
        onClick={() => void show()}
      >
        {t('withPasskey')}
      </Button>
      {ways.data?.providers.map(({ id, name }) => (
        <Button key={id} size="lg" asChild>
          <a
            href={addressOf('goToProvider', {
              path: { provider: id },
              query: { next: ownPath(next) },
            })}
          >
            <LogIn aria-hidden className="size-4" />
            {t('withProvider', { name })}
          </a>
        </Button>
      ))}
    </div>
  )
}
