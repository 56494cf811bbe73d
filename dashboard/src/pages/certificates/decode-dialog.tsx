import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useAct } from '../../api/queries.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { FileDrop } from '../../kit/file-drop.tsx'
import { TextArea } from '../../kit/text-input.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Described } from './described.tsx'
import type { ReactNode } from 'react'

/** Paste or drop a certificate, a request or a revocation list, and read what it says. */
export function DecodeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts('certificates')
  const kit = useTexts('kit')
  const [pem, setPem] = useState('')
  const [problem, setProblem] = useState<string>()
  const decode = useAct('decodePem')
  const take = (text: string): void => {
    setPem(text)
    setProblem(undefined)
    decode.reset()
    if (text.includes('PRIVATE KEY-----')) {
      // It is looked for here, so that it does not leave this browser.
      setPem('')
      setProblem(t('decode.isKey'))
    } else if (text.includes('-----END')) decode.mutate({ body: { pem: text } })
  }
  const error = problem ?? (decode.error ? messageOf(decode.error) : undefined)
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={t('decode.title')}
      description={t('decode.text')}
      footer={<Button onClick={onClose}>{kit.t('close')}</Button>}
    >
      <div className="flex flex-col gap-4">
        {pem === '' && (
          <FileDrop
            label={t('decode.drop')}
            accept=".pem,.crt,.cer,.csr,.crl,.txt"
            onFile={(file) => void file.text().then(take)}
          />
        )}
        <Field label={t('decode.pem')} error={error}>
          <TextArea
            mono
            rows={pem === '' ? 4 : 6}
            value={pem}
            onChange={take}
            spellCheck={false}
            placeholder="-----BEGIN CERTIFICATE-----"
            autoFocus
          />
        </Field>
        {decode.data?.objects.map((object, place) => (
          // What was pasted does not change its order.
          <Described key={place} object={object} />
        ))}
      </div>
    </Dialog>
  )
}
