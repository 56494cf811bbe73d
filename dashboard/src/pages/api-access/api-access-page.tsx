import { useState } from 'react'
import { KeyRound } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { PageHeader } from '../../kit/page-header.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useUrlState } from '../../url-state.ts'
import { CreateKeyDrawer } from './create-key-drawer.tsx'
import { KeyShown, type ShownKey } from './key-shown.tsx'
import { Keys } from './keys.tsx'
import { McpPanel } from './mcp-panel.tsx'
import type { ReactNode } from 'react'

type Tab = 'keys' | 'mcp'

/** What programs call the API with, and how assistants come in. */
export function ApiAccessPage(): ReactNode {
  const { t } = useTexts('apiAccess')
  const [state, setState] = useUrlState({ tab: 'keys', new: '' })
  const [shown, setShown] = useState<ShownKey>()
  const create = (): void => setState({ tab: 'keys', new: '1' })
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        actions={
          <Button
            look="primary"
            icon={<KeyRound aria-hidden className="size-4" />}
            onClick={create}
          >
            {t('create')}
          </Button>
        }
      />
      <Tabs<Tab>
        label={t('title')}
        value={state.tab === 'mcp' ? 'mcp' : 'keys'}
        onChange={(tab) => setState({ tab })}
        tabs={[
          {
            value: 'keys',
            label: t('tabs.keys'),
            content: (
              <Keys
                onCreate={create}
                onConnect={() => setState({ tab: 'mcp' })}
                onRotated={setShown}
              />
            ),
          },
          { value: 'mcp', label: t('tabs.mcp'), content: <McpPanel /> },
        ]}
      />
      {state.new === '1' && (
        <CreateKeyDrawer
          onClose={() => setState({ new: '' })}
          onCreated={(made) => {
            setState({ new: '' })
            setShown({ made })
          }}
        />
      )}
      {shown && <KeyShown shown={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}
