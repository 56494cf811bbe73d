import { Command } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { useShownWorkspace } from '../../workspace.ts'
import { Decoded } from './decoded.tsx'
import { useActions, usePages } from './commands.tsx'
import { Found } from './found.tsx'
import { GROUP, ITEM } from './look.ts'
import type { ReactNode } from 'react'
import type { PaletteCommand } from './commands.tsx'

/** Finds certificates by name, serial number or fingerprint, CAs, pages and actions; shows what a pasted PEM says. */
export function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts('palette')
  const workspace = useShownWorkspace()
  const [text, setText] = useState('')
  const [pem, setPem] = useState<string>()
  const pages = usePages()
  const actions = useActions()
  const matches = ({ label }: PaletteCommand): boolean =>
    label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase())
  const run = (command: PaletteCommand): void => {
    onClose()
    command.run()
  }
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="enter fixed inset-x-3 top-[10vh] z-50 mx-auto flex max-h-[76vh] max-w-2xl flex-col overflow-hidden rounded-lg border bg-surface shadow-pop outline-none"
        >
          <Radix.Title className="sr-only">{t('title')}</Radix.Title>
          {pem !== undefined ? (
            <Decoded pem={pem} onBack={() => setPem(undefined)} />
          ) : (
            <Command shouldFilter={false} loop label={t('title')} className="flex min-h-0 flex-col">
              <div className="flex items-center gap-3 border-b px-4">
                <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
                <Command.Input
                  autoFocus
                  value={text}
                  onValueChange={setText}
                  onPaste={(event) => {
                    const pasted = event.clipboardData.getData('text')
                    if (!pasted.includes('-----BEGIN ')) return
                    event.preventDefault()
                    setPem(pasted)
                  }}
                  placeholder={t('placeholder')}
                  className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
                />
              </div>
              <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5 [scroll-padding-block:0.5rem]">
                <Command.Empty className="px-3 py-8 text-center text-base text-ink-faint">
                  {t('none')}
                </Command.Empty>
                {workspace && <Found text={text} workspace={workspace} onClose={onClose} />}
                <Group heading={t('pages')} commands={pages.filter(matches)} onRun={run} />
                <Group heading={t('actions')} commands={actions.filter(matches)} onRun={run} />
              </Command.List>
              <p className="border-t px-4 py-2 text-xs text-ink-faint">{t('hint')}</p>
            </Command>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Group({
  heading,
  commands,
  onRun,
}: {
  heading: string
  commands: readonly PaletteCommand[]
  onRun: (command: PaletteCommand) => void
}): ReactNode {
  if (commands.length === 0) return null
  return (
    <Command.Group heading={heading} className={GROUP}>
      {commands.map((command) => (
        <Command.Item
          key={command.id}
          value={command.id}
          onSelect={() => onRun(command)}
          className={ITEM}
        >
          <command.icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="min-w-0 flex-1 truncate">{command.label}</span>
          {command.keys && <span className="text-xs text-ink-faint">{command.keys}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
