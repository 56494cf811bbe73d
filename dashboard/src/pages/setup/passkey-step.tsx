import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { addPasskey, passkeysWork, wasDismissed } from '../../api/passkey.ts'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { deviceName } from '../account/device-name.ts'
import type { ReactNode } from 'react'

/** Offered at once, while the proof of who it is is fresh. */
export function PasskeyStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTexts('access')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const add = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await addPasskey(deviceName(navigator.userAgent))
      onDone()
    } catch (thrown) {
      if (!wasDismissed(thrown)) setError(thrown)
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-3">
      {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      <Button
        look="primary"
        size="lg"
        icon={<KeyRound aria-hidden className="size-4" />}
        busy={busy}
        disabledReason={passkeysWork() ? undefined : t('noPasskeys')}
        onClick={() => void add()}
      >
        {t('setup.addPasskey')}
      </Button>
      <Button look="ghost" size="lg" onClick={onDone}>
        {t('setup.later')}
      </Button>
    </div>
  )
}
