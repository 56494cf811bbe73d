import { Link } from '@tanstack/react-router'
import { FileKey2 } from 'lucide-react'
import { Button } from '../../../kit/button.tsx'
import { CodeBlock } from '../../../kit/code-block.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { curlOf, cliOf } from '../issue/equivalent-text.ts'
import { issuingAuthorities, useAuthorities, usualAuthority } from '../use-authorities.ts'
import type { ReactNode } from 'react'

/** Before the first one: the button, and the same from a terminal. */
export function NoCertificates({ onIssue }: { onIssue: () => void }): ReactNode {
  const { t } = useTexts('certificates')
  const { slug } = useWorkspace()
  const { all } = useAuthorities()
  const authority = usualAuthority(issuingAuthorities(all) ?? [])
  const request = {
    caId: authority?.id ?? 'CA_ID',
    mode: 'managed',
    commonName: 'app.example.internal',
    validityDays: 90,
  } as const
  return (
    <>
      <EmptyState
        icon={FileKey2}
        title={t('empty.title')}
        actions={
          all?.length === 0 ? (
            <Button look="primary" asChild>
              <Link to="/w/$slug/authorities/new" params={{ slug }}>
                {t('empty.createAuthority')}
              </Link>
            </Button>
          ) : (
            <Button look="primary" onClick={onIssue}>
              {t('issue.open')}
            </Button>
          )
        }
      >
        {t(all?.length === 0 ? 'empty.noAuthority' : 'empty.text')}
      </EmptyState>
      <div className="mt-4 grid gap-3 lg:grid-cols-2">
        <CodeBlock label="curl" code={curlOf(request)} />
        <CodeBlock label="CLI" code={cliOf(request)} />
      </div>
    </>
  )
}
