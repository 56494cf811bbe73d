import { useState } from 'react'
import { CodeBlock } from '../../../kit/code-block.tsx'
import { Tabs } from '../../../kit/tabs.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { cliOf, curlOf, sdkOf } from './equivalent-text.ts'
import type { ReactNode } from 'react'
import type { EquivalentRequest } from './equivalent-text.ts'

const WAYS = { curl: curlOf, cli: cliOf, sdk: sdkOf } as const
const NAMES = { curl: 'curl', cli: 'CLI', sdk: 'SDK' } as const
type Way = keyof typeof WAYS

/** What is filled in, as a program would ask for it. */
export function Equivalent({ request }: { request: EquivalentRequest }): ReactNode {
  const { t } = useTexts('certificates')
  const [way, setWay] = useState<Way>('curl')
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-medium">{t('issue.equivalent')}</h3>
      <Tabs
        label={t('issue.equivalent')}
        value={way}
        onChange={setWay}
        tabs={(['curl', 'cli', 'sdk'] as const).map((value) => ({
          value,
          label: NAMES[value],
          content: <CodeBlock label={NAMES[value]} code={WAYS[value](request)} maxLines={16} />,
        }))}
      />
    </section>
  )
}
