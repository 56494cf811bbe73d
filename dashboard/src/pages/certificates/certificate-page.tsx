import { PageHeader } from '../../kit/page-header.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

export function CertificatePage(): ReactNode {
  const { t } = useTexts('certificates')
  return <PageHeader title={t('title')} />
}
