import { Card, Facts } from '../../../kit/card.tsx'
import { CodeBlock, Mono } from '../../../kit/code-block.tsx'
import { Time } from '../../../kit/time.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { fileNameOf } from '../authority.ts'
import { inPairs } from './header-card.tsx'
import type { ReactNode } from 'react'
import type { ConsoleAuthorityDetail } from '../../../api/wire/shared.gen.ts'

/** The CA's own certificate, member by member and as PEM. */
export function DetailsTab({ authority }: { authority: ConsoleAuthorityDetail }): ReactNode {
  const { t } = useTexts('authorities')
  return (
    <div className="flex flex-col gap-5">
      <Card>
        <Facts
          facts={[
            [t('detail.subject'), authority.subject],
            [t('detail.issuer'), authority.issuer],
            [t('detail.serialNumber'), <Mono key="serial" text={authority.serial_number} />],
            [
              t('detail.validity'),
              <span key="validity">
                <Time at={authority.valid_from} show="full" /> –{' '}
                <Time at={authority.valid_to} show="full" />
              </span>,
            ],
            [t('detail.key'), authority.key_algorithm],
            [t('detail.signature'), authority.signature_algorithm],
            [
              t('detail.keyIdentifier'),
              <Mono key="identifier" text={inPairs(authority.subject_key_identifier)} />,
            ],
          ]}
        />
      </Card>
      <CodeBlock
        code={authority.certificate_pem}
        label={`${fileNameOf(authority)}.pem`}
        maxLines={16}
      />
    </div>
  )
}
