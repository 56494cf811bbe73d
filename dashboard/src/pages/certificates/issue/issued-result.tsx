import { Link } from '@tanstack/react-router'
import { Download, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Checkbox } from '../../../kit/choice.tsx'
import { CodeBlock } from '../../../kit/code-block.tsx'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { Notice } from '../../../kit/states.tsx'
import { toast } from '../../../kit/toast.tsx'
import { formatDate } from '../../../texts/format.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { InstallSteps } from '../detail/install-steps.tsx'
import { Downloads } from '../files/downloads.tsx'
import { saveZip } from '../files/make-files.ts'
import { fileNameOf, saveFile } from '../files/save-file.ts'
import type { ReactNode } from 'react'
import type { Material } from '../files/make-files.ts'
import type { IssuedCertificate } from '../types.ts'

/** The certificate, and its key this one time: every file is made in this browser. */
export function IssuedResult({
  issued,
  isSaved,
  onSaved,
}: {
  issued: IssuedCertificate
  isSaved: boolean
  onSaved: () => void
}): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const { certificate, privateKey } = issued
  const material: Material = {
    commonName: certificate.common_name,
    certificatePem: certificate.certificate_pem,
    chainPem: issued.chain_pem,
    privateKeyPem: privateKey,
  }
  const saveAll = (): void => {
    saveZip(fileNameOf(certificate.common_name), [material]).then(onSaved, toast.error)
  }
  return (
    <div className="flex flex-col gap-6">
      <Notice
        tone="ok"
        title={t('result.issued', { date: formatDate(new Date(certificate.valid_to)) })}
      >
        <Link
          to="/w/$slug/certificates/$certificateId"
          params={{ slug, certificateId: certificate.id }}
          className="underline"
        >
          {t('result.open')}
        </Link>
      </Notice>
      {privateKey !== undefined && (
        <section className="flex flex-col gap-3">
          <Notice
            tone={isSaved ? 'ok' : 'warn'}
            title={t(isSaved ? 'result.saved' : 'result.once')}
          >
            {t('result.onceText')}
          </Notice>
          <div className="flex flex-wrap gap-2">
            <Button
              look="primary"
              icon={<Download aria-hidden className="size-4" />}
              onClick={saveAll}
            >
              {t('result.zip')}
            </Button>
            <Button
              icon={<KeyRound aria-hidden className="size-4" />}
              onClick={() => {
                const name = `${fileNameOf(certificate.common_name)}.key`
                saveFile(name, `${privateKey}\n`, 'application/x-pem-file')
                onSaved()
              }}
            >
              {t('result.keyFile')}
            </Button>
            <CopyButton text={privateKey} size="md" onCopied={onSaved}>
              {t('result.copyKey')}
            </CopyButton>
          </div>
          <HiddenKey pem={privateKey} />
          <Checkbox
            checked={isSaved}
            onChange={(checked) => {
              if (checked) onSaved()
            }}
            label={t('result.acknowledge')}
          />
        </section>
      )}
      <section className="flex flex-col gap-3">
        <h3 className="text-base font-semibold">{t('download.title')}</h3>
        <Downloads material={material} onKeySaved={onSaved} />
      </section>
      <CodeBlock label={t('result.certificate')} code={certificate.certificate_pem} maxLines={8} />
      <section className="flex flex-col gap-3">
        <h3 className="text-base font-semibold">{t('install.title')}</h3>
        <InstallSteps commonName={certificate.common_name} />
      </section>
    </div>
  )
}

/** Not on the screen until somebody wants to see it: there may be others who look. */
function HiddenKey({ pem }: { pem: string }): ReactNode {
  const { t } = useTexts('certificates')
  const [isShown, setIsShown] = useState(false)
  if (isShown) return <CodeBlock label={t('result.key')} code={pem} maxLines={8} />
  return (
    <Button look="ghost" className="self-start" onClick={() => setIsShown(true)}>
      {t('result.showKey')}
    </Button>
  )
}
