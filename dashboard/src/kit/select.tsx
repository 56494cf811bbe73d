import { ChevronDown } from 'lucide-react'
import { classes } from './classes.ts'
import { useFieldProps } from './field.tsx'
import { CONTROL } from './text-input.tsx'
import type { ComponentProps, ReactNode } from 'react'

export interface SelectOption<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean | undefined
  /** Options of one group stand together under its name. */
  readonly group?: string | undefined
}

export interface SelectProps<Value extends string> extends Omit<
  ComponentProps<'select'>,
  'onChange' | 'value' | 'size'
> {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly SelectOption<Value>[]
  readonly size?: 'sm' | 'md' | undefined
}

/** The browser's own list: it works on every device, with every keyboard and screen reader. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  size = 'md',
  className,
  ...rest
}: SelectProps<Value>): ReactNode {
  const groups = new Map<string | undefined, SelectOption<Value>[]>()
  for (const option of options) {
    const group = groups.get(option.group) ?? []
    groups.set(option.group, [...group, option])
  }
  return (
    <span className={classes('relative flex min-w-0 items-center', className)}>
      <select
        {...useFieldProps()}
        {...rest}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        className={classes(
          CONTROL,
          'appearance-none truncate pe-8',
          size === 'sm' ? 'h-8 text-sm' : 'h-8.5',
        )}
      >
        {[...groups].map(([group, members]) =>
          group === undefined ? (
            members.map((option) => <Option key={option.value} {...option} />)
          ) : (
            <optgroup key={group} label={group}>
              {members.map((option) => (
                <Option key={option.value} {...option} />
              ))}
            </optgroup>
          ),
        )}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-2.5 size-4 text-ink-faint"
      />
    </span>
  )
}

function Option({ value, label, disabled }: SelectOption): ReactNode {
  return (
    <option value={value} disabled={disabled} className="bg-surface text-ink">
      {label}
    </option>
  )
}
