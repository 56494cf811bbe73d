import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { Notice } from '../../kit/states.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useWorkspace } from '../../workspace.ts'
import type { ReactNode } from 'react'
import type { Output } from '../../api/call.ts'
import type { ApiKey } from './key-columns.tsx'

const HOURS = ['24', '1', '72', '168', '0'] as const
type Hours = (typeof HOURS)[number]
const HOUR_MILLISECONDS = 3_600_000

/** A new key beside the former one, for as long as programs need to change over. */
export function RotateKey({
  apiKey: { id, name },
  onClose,
  onRotated,
}: {
  apiKey: ApiKey
  onClose: () => void
  onRotated: (made: Output<'rotateApiKey'>, formerEndsAt: number) => void
}): ReactNode {
  const { t } = useTexts('apiAccess')
  const { t: kit } = useTexts('kit')
  const { id: workspaceId } = useWorkspace()
  const [hours, setHours] = useState<Hours>('24')
  const rotate = useAct('rotateApiKey', {
    refreshes: ['listApiKeys'],
    onDone: (made) => onRotated(made, Date.now() + Number(hours) * HOUR_MILLISECONDS),
  })
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('rotateTitle', { name })}
      description={t('rotateText')}
      footer={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            look="primary"
            busy={rotate.isPending}
            onClick={() =>
              rotate.mutate({
                path: { workspaceId, apiKeyId: id },
                body: { overlapHours: Number(hours) },
              })
            }
          >
            {t('rotateDo')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {rotate.error && <Notice tone="bad">{messageOf(rotate.error)}</Notice>}
        <Field label={t('overlap')}>
          <Select<Hours>
            value={hours}
            onChange={setHours}
            options={HOURS.map((value) => ({
              value,
              label: value === '0' ? t('atOnce') : t('hours', { count: Number(value) }),
            }))}
          />
        </Field>
      </div>
    </Dialog>
  )
}
