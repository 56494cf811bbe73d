import { useState } from 'react'
import { CodeBlock } from '../../../kit/code-block.tsx'
import { Select } from '../../../kit/select.tsx'
import { Notice } from '../../../kit/states.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { platformsFor } from './platforms.ts'
import type { ReactNode } from 'react'
import type { PlatformId } from './platforms.ts'

const STORED = 'certman.platform'

/** One platform at a time; the one chosen last is the next one's first. */
export function InstallSteps({ commonName }: { commonName: string }): ReactNode {
  const { t } = useTexts('certificates')
  const install = useTexts('install')
  const platforms = platformsFor(commonName)
  const [id, setId] = useState<PlatformId>(
    () => platforms.find((known) => known.id === localStorage.getItem(STORED))?.id ?? 'nginx',
  )
  const platform = platforms.find((known) => known.id === id)
  if (platform === undefined) return null
  const choose = (next: PlatformId): void => {
    localStorage.setItem(STORED, next)
    setId(next)
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Select
        aria-label={t('install.platform')}
        className="max-w-72"
        value={id}
        onChange={choose}
        options={platforms.map(({ id: value, name, role }) => ({
          value,
          label: name,
          group: t(`install.role.${role}`),
        }))}
      />
      <p className="text-sm text-ink-soft">
        {t('install.files')}{' '}
        {platform.files.map((file, place) => (
          <span key={file}>
            {place > 0 && ', '}
            <code className="rounded-sm bg-sunken px-1 font-mono text-xs text-ink">{file}</code>
          </span>
        ))}
      </p>
      <p className="text-base">{install.t(`step.${id}`)}</p>
      {platform.code.length > 0 && (
        <CodeBlock label={platform.name} code={platform.code.join('\n')} maxLines={16} />
      )}
      {platform.apply && (
        <CodeBlock label={t('install.apply')} code={platform.apply.join('\n')} wrap />
      )}
      {platform.verify && (
        <CodeBlock label={t('install.verify')} code={platform.verify.join('\n')} wrap />
      )}
      <Notice tone="warn" title={t('install.pitfall')}>
        {install.t(`pitfall.${id}`)}
      </Notice>
    </div>
  )
}
