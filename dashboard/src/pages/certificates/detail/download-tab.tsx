import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { CodeBlock } from '../../../kit/code-block.tsx'
import { Field } from '../../../kit/field.tsx'
import { FileDrop } from '../../../kit/file-drop.tsx'
import { TextArea } from '../../../kit/text-input.tsx'
import { toast } from '../../../kit/toast.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { Downloads } from '../files/downloads.tsx'
import { belongsTo } from '../files/belongs-to.ts'
import { saveZip } from '../files/make-files.ts'
import { fileNameOf } from '../files/save-file.ts'
import type { ReactNode } from 'react'
import type { Material } from '../files/make-files.ts'
import type { CertificateDetail } from '../types.ts'

/** Every form of file; with the key, which was shown once, only when somebody brings it. It does not leave this browser. */
export function DownloadTab({ detail }: { detail: CertificateDetail }): ReactNode {
  const { t } = useTexts('certificates')
  const { certificate, chain } = detail
  const [typed, setTyped] = useState('')
  const [key, setKey] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const material: Material = {
    commonName: certificate.common_name,
    certificatePem: certificate.certificate_pem,
    chainPem: chain.map(({ certificate_pem }) => certificate_pem),
    privateKeyPem: key,
  }
  const take = async (text: string): Promise<void> => {
    setTyped(text)
    setKey(undefined)
    setProblem(undefined)
    if (!text.includes('-----END')) return
    const verdict = await belongsTo(text, certificate.certificate_pem)
    if (verdict === 'fits') setKey(text)
    else setProblem(t(`download.key.${verdict}`))
  }
  return (
    <div className="flex flex-col gap-4">
      <Card
        title={t('download.title')}
        description={t('download.text')}
        actions={
          <Button
            onClick={() =>
              void saveZip(fileNameOf(certificate.common_name), [material]).catch(toast.error)
            }
          >
            {t('download.zip')}
          </Button>
        }
      >
        <Downloads material={material} />
      </Card>
      <Card title={t('download.withKey')} description={t('download.withKeyText')}>
        <div className="flex flex-col gap-3">
          {typed === '' && (
            <FileDrop
              label={t('download.keyDrop')}
              accept=".key,.pem"
              onFile={(file) => void file.text().then(take)}
            />
          )}
          <Field
            label={t('download.keyPem')}
            error={problem}
            hint={key === undefined ? undefined : t('download.key.fits')}
          >
            <TextArea
              mono
              rows={4}
              value={typed}
              onChange={(text) => void take(text)}
              spellCheck={false}
              autoComplete="off"
              placeholder="-----BEGIN PRIVATE KEY-----"
            />
          </Field>
        </div>
      </Card>
      <CodeBlock label="PEM" code={certificate.certificate_pem} maxLines={16} />
    </div>
  )
}
