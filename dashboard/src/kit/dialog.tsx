import { Dialog as Radix } from 'radix-ui'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { Button, IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { Field } from './field.tsx'
import { TextInput } from './text-input.tsx'
import type { ReactNode } from 'react'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, right-aligned; the last is the main one. */
  readonly footer?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  /** Asked before it closes by Escape, by a click outside or by ✕: false keeps it open. */
  readonly mayClose?: (() => boolean) | undefined
}

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' } as const
const SCRIM = 'fade-in fixed inset-0 z-40 bg-scrim'

function useClosing({
  onClose,
  mayClose,
}: Pick<DialogProps, 'onClose' | 'mayClose'>): (open: boolean) => void {
  return (open) => {
    if (!open && (mayClose === undefined || mayClose())) onClose()
  }
}

/** The first thing to fill in, or else the window itself: never the button that closes it. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget
  if (!(content instanceof HTMLElement)) return
  event.preventDefault()
  const field = content.querySelector<HTMLElement>(
    'input:not([type="hidden"], :disabled), select:not(:disabled), textarea:not(:disabled)',
  )
  ;(field ?? content).focus()
}

/** A window over the page. Focus stays inside; Escape closes. */
export function Dialog(props: DialogProps): ReactNode {
  const { open, title, description, children, footer, size = 'md' } = props
  const { t } = useTexts('kit')
  return (
    <Radix.Root open={open} onOpenChange={useClosing(props)}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={focusFirstField}
          className={classes(
            'enter fixed inset-x-3 top-[8vh] z-50 mx-auto flex max-h-[84vh] flex-col rounded-lg border bg-surface shadow-pop outline-none',
            WIDTHS[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-1 text-sm text-ink-soft">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={t('close')} size="sm" side="left" className="-me-1.5">
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** From the right edge, for what needs room beside the page; the whole screen where that is narrow. */
export function Drawer(props: DialogProps): ReactNode {
  const { open, title, description, children, footer, size = 'md' } = props
  const { t } = useTexts('kit')
  return (
    <Radix.Root open={open} onOpenChange={useClosing(props)}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={focusFirstField}
          className={classes(
            'enter-side fixed inset-y-0 end-0 z-50 flex w-full flex-col border-s bg-surface shadow-pop outline-none',
            WIDTHS[size],
          )}
        >
          <header className="flex items-start gap-3 border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-sm text-ink-soft">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={t('close')} size="sm" side="left" className="-me-1.5">
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children?: ReactNode
  /** The verb, on the button. */
  readonly action: string
  readonly danger?: boolean | undefined
  /** What must be typed before the button works. */
  readonly typeName?: string | undefined
  readonly busy?: boolean | undefined
  readonly onConfirm: () => void
}

/** Asks once more; for what cannot be undone, by having the name typed. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  action,
  danger = false,
  typeName,
  busy = false,
  onConfirm,
}: ConfirmDialogProps): ReactNode {
  const { t } = useTexts('kit')
  const [typed, setTyped] = useState('')
  const reason =
    typeName !== undefined && typed.trim() !== typeName
      ? t('typeNameFirst', { name: typeName })
      : undefined
  const close = (): void => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      size="sm"
      footer={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            busy={busy}
            disabledReason={reason}
            onClick={onConfirm}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-base text-ink-soft">
        {children}
        {typeName !== undefined && (
          <Field label={t('typeName', { name: typeName })}>
            <TextInput value={typed} onChange={setTyped} autoComplete="off" spellCheck={false} />
          </Field>
        )}
      </div>
    </Dialog>
  )
}
