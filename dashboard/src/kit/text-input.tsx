import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { classes } from './classes.ts'
import { useFieldProps } from './field.tsx'
import type { ComponentProps, ReactNode } from 'react'

export const CONTROL =
  'w-full min-w-0 rounded-md border border-line-strong/70 bg-surface px-2.5 text-base text-ink transition-colors hover:border-line-strong disabled:opacity-55 aria-[invalid]:border-bad'

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mono?: boolean | undefined
  /** Before the text, inside the frame. */
  readonly leading?: ReactNode
}

/** One line of text. Inside a `Field` it finds its label by itself. */
export function TextInput({
  value,
  onChange,
  mono,
  leading,
  className,
  ...rest
}: TextInputProps): ReactNode {
  const input = (
    <input
      type="text"
      {...useFieldProps()}
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={classes(
        CONTROL,
        'h-8.5 read-only:bg-sunken read-only:text-ink-soft read-only:hover:border-line-strong/70',
        mono && 'font-mono text-sm',
        leading !== undefined && 'ps-8',
        className,
      )}
    />
  )
  if (leading === undefined) return input
  return (
    <span className="relative flex min-w-0 items-center">
      <span
        aria-hidden
        className="pointer-events-none absolute start-2.5 text-ink-faint [&_svg]:size-4"
      >
        {leading}
      </span>
      {input}
    </span>
  )
}

/** A password that can be shown, pasted and filled in by a manager. */
export function PasswordInput({ value, onChange, className, ...rest }: TextInputProps): ReactNode {
  const { t } = useTexts('kit')
  const [visible, setVisible] = useState(false)
  return (
    <span className="relative flex min-w-0 items-center">
      <input
        autoComplete="current-password"
        {...useFieldProps()}
        {...rest}
        type={visible ? 'text' : 'password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(CONTROL, 'h-8.5 pe-10', className)}
      />
      <button
        type="button"
        aria-label={t(visible ? 'hidePassword' : 'showPassword')}
        aria-pressed={visible}
        onClick={() => setVisible(!visible)}
        className="absolute end-1 flex size-7 items-center justify-center rounded-md text-ink-faint hover:text-ink"
      >
        {visible ? (
          <EyeOff aria-hidden className="size-4" />
        ) : (
          <Eye aria-hidden className="size-4" />
        )}
      </button>
    </span>
  )
}

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mono?: boolean | undefined
}

/** Several lines of text. */
export function TextArea({
  value,
  onChange,
  mono,
  className,
  rows = 4,
  ...rest
}: TextAreaProps): ReactNode {
  return (
    <textarea
      {...useFieldProps()}
      {...rest}
      rows={rows}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={classes(CONTROL, 'py-2', mono && 'font-mono text-sm', className)}
    />
  )
}
