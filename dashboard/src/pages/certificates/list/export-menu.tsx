import { Download } from 'lucide-react'
import { addressOf } from '../../../api/call.ts'
import { Button } from '../../../kit/button.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { useTexts } from '../../../texts/use-texts.ts'
import { useWorkspace } from '../../../workspace.ts'
import { filtersOf } from './list-state.ts'
import type { ReactNode } from 'react'
import type { ListState } from './list-state.ts'

/** All that the filter finds, as a file that the server streams. */
export function ExportMenu({ state }: { state: ListState }): ReactNode {
  const { t } = useTexts('certificates')
  const { id: workspaceId } = useWorkspace()
  const save = (format: 'csv' | 'json'): void => {
    const link = document.createElement('a')
    link.href = addressOf('exportCertificates', {
      path: { workspaceId },
      query: { ...filtersOf(state), format },
    })
    link.download = ''
    link.click()
  }
  return (
    <Menu
      trigger={
        <Button icon={<Download aria-hidden className="size-4" />}>{t('export.title')}</Button>
      }
      sections={[
        {
          items: [
            { id: 'csv', label: t('export.csv'), onSelect: () => save('csv') },
            { id: 'json', label: t('export.json'), onSelect: () => save('json') },
          ],
        },
      ]}
    />
  )
}
