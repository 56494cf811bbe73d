import { useState } from 'react'
import { Dialog } from '../kit/dialog.tsx'
import { Switch } from '../kit/choice.tsx'
import { IS_APPLE } from '../preferences/platform.ts'
import { areShortcutsOn, turnShortcuts } from '../preferences/shortcuts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { ITEMS } from './navigation.ts'
import type { ReactNode } from 'react'

/** Which keys there are, and the switch that turns single keys off. */
export function ShortcutSheet({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts('shell')
  const [on, setOn] = useState(areShortcutsOn)
  return (
    <Dialog open onClose={onClose} title={t('help')}>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <section>
          <h3 className="mb-2 text-sm font-medium text-ink-faint">{t('keys.go')}</h3>
          <Keys keys={ITEMS.map(({ page, key }) => [['g', key], t(`page.${page}`)] as const)} />
        </section>
        <section>
          <h3 className="mb-2 text-sm font-medium text-ink-faint">{t('keys.everywhere')}</h3>
          <Keys
            keys={[
              [[IS_APPLE ? '⌘' : 'Ctrl', 'K'], t('keys.palette')],
              [['/'], t('keys.filter')],
              [['?'], t('help')],
              [['Esc'], t('keys.close')],
            ]}
          />
          <h3 className="mt-6 mb-2 text-sm font-medium text-ink-faint">{t('keys.lists')}</h3>
          <Keys
            keys={[
              [['j'], t('keys.next')],
              [['k'], t('keys.previous')],
              [['x'], t('keys.select')],
              [['Enter'], t('keys.open')],
            ]}
          />
          <h3 className="mt-6 mb-2 text-sm font-medium text-ink-faint">{t('keys.certificates')}</h3>
          <Keys
            keys={[
              [['c'], t('keys.issue')],
              [['e'], t('keys.renew')],
              [['r'], t('keys.revoke')],
              [['d'], t('keys.download')],
            ]}
          />
        </section>
      </div>
      <div className="mt-6 border-t pt-4">
        <Switch
          checked={on}
          onChange={(next) => {
            turnShortcuts(next)
            setOn(next)
          }}
          label={t('keys.singleKeys')}
          hint={t('keys.singleKeysHint')}
        />
      </div>
    </Dialog>
  )
}

function Keys({ keys }: { keys: readonly (readonly [readonly string[], string])[] }): ReactNode {
  return (
    <dl className="flex flex-col gap-1.5">
      {keys.map(([combination, meaning]) => (
        <div key={meaning} className="flex items-center justify-between gap-3">
          <dt className="min-w-0 truncate text-base">{meaning}</dt>
          <dd className="flex shrink-0 gap-1">
            {combination.map((key) => (
              <kbd
                key={key}
                className="min-w-6 rounded-sm border bg-sunken px-1.5 text-center font-sans text-xs leading-5"
              >
                {key}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
