import { Download, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../../api/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { CodeBlock, Mono } from '../../../kit/code-block.tsx'
import { Field } from '../../../kit/field.tsx'
import { Select } from '../../../kit/select.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { ErrorState, Notice } from '../../../kit/states.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { fileNameOf } from '../authority.ts'
import { download, PEM_TYPE } from '../download.ts'
import { inPairs } from './header-card.tsx'
import { trustCommands } from './trust-commands.ts'
import type { ReactNode } from 'react'
import type { ConsoleAuthorityDetail } from '../../../api/wire/shared.gen.ts'
import type { Authority } from '../authority.ts'

/** How devices come to trust it: the page for people, the files, the commands. */
export function TrustTab({
  workspaceId,
  authority,
  top,
}: {
  workspaceId: string
  authority: ConsoleAuthorityDetail
  /** Of its path: what devices trust. */
  top: Authority
}): ReactNode {
  const { t } = useTexts('authorities')
  const [platform, setPlatform] = useState('debian')
  const path = { workspaceId, authorityId: authority.id }
  const publication = useRead('getAuthorityPublication', { path })
  const chain = useRead('getAuthorityChain', { path })
  const anchor = useRead('getAuthority', { path: { workspaceId, authorityId: top.id } })
  const error = publication.error ?? chain.error ?? anchor.error
  if (error) return <ErrorState error={error} />
  if (!publication.data || !chain.data || !anchor.data)
    return <Skeleton className="h-64 w-full rounded-lg" />

  const { authority: trusted } = anchor.data
  // Whose root is elsewhere brings it along in the chain.
  const rootPem = chain.data.chain.at(-1) ?? trusted.certificate_pem
  const isRoot = authority.id === top.id
  const files = [
    { name: `${fileNameOf(top)}.pem`, label: t('trust.certificate'), content: rootPem },
    ...(chain.data.chain.length > 1
      ? [
          {
            name: `${fileNameOf(authority)}-chain.pem`,
            label: t('trust.chain'),
            content: chain.data.chain.join('\n'),
          },
        ]
      : []),
  ]
  const commands = trustCommands(fileNameOf(top), top.common_name.replaceAll(/["\\$`]/g, ''))
  const chosen = commands.find(({ id }) => id === platform) ?? commands[0]
  const trustUrl = publication.data.publication.trust_url
  return (
    <div className="flex flex-col gap-5">
      {!isRoot && <Notice>{t('trust.anchor', { name: top.name })}</Notice>}
      <Card title={t('trust.page')} description={t('trust.pageText')}>
        {trustUrl === null ? (
          <p className="text-ink-soft">{t('trust.pageOff')}</p>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <Button asChild>
              <a href={trustUrl} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden className="size-4" />
                {t('trust.pageOpen')}
              </a>
            </Button>
            <Mono text={trustUrl} />
          </div>
        )}
      </Card>
      <Card title={t('trust.files')}>
        <div className="flex flex-wrap gap-2">
          {files.map(({ name, label, content }) => (
            <Button
              key={name}
              className="max-w-full"
              icon={<Download aria-hidden className="size-4 shrink-0" />}
              onClick={() => download(name, `${content}\n`, PEM_TYPE)}
            >
              <span className="truncate">
                {label}: {name}
              </span>
            </Button>
          ))}
        </div>
      </Card>
      <Card title={t('trust.commands')}>
        <div className="flex flex-col gap-4">
          <Field label={t('trust.platform')} className="max-w-64">
            <Select
              value={platform}
              onChange={setPlatform}
              options={commands.map(({ id, label }) => ({ value: id, label }))}
            />
          </Field>
          {chosen && <CodeBlock code={chosen.code} label={chosen.label} />}
          {!top.certified_elsewhere && (
            <p className="text-sm break-words text-ink-soft">
              {t('trust.verify', { fingerprint: inPairs(top.fingerprint_sha256) })}
            </p>
          )}
        </div>
      </Card>
    </div>
  )
}
