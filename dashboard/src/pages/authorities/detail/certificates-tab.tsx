import { Link } from '@tanstack/react-router'
import { ArrowRight, Plus } from 'lucide-react'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { Authority } from '../authority.ts'

/** How many there are, and the way to them. */
export function CertificatesTab({
  authority,
  slug,
}: {
  authority: Authority
  slug: string
}): ReactNode {
  const { t } = useTexts('authorities')
  const { active_certificates: count, unusable_reason: reason, id } = authority
  const icon = <Plus aria-hidden className="size-4" />
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-lg">
          {count === 0 ? t('detail.certificatesNone') : t('detail.certificatesText', { count })}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link to="/w/$slug/certificates" params={{ slug }} search={{ ca: id }}>
              {t('detail.allCertificates')}
              <ArrowRight aria-hidden className="size-4" />
            </Link>
          </Button>
          {reason === null ? (
            <Button look="primary" asChild>
              <Link to="/w/$slug/certificates" params={{ slug }} search={{ issue: 'yes', ca: id }}>
                {icon}
                {t('detail.issue')}
              </Link>
            </Button>
          ) : (
            <Button look="primary" icon={icon} disabledReason={reason}>
              {t('detail.issue')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}
