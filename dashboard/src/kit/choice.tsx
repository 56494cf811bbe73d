import {
  Checkbox as RadixCheckbox,
  RadioGroup as RadixRadioGroup,
  Switch as RadixSwitch,
} from 'radix-ui'
import { Check, Minus } from 'lucide-react'
import { useId } from 'react'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'
import type { ReactElement, ReactNode } from 'react'

interface ToggleProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly label: ReactNode
  /** The label is only read aloud (a box in a table). */
  readonly labelHidden?: boolean | undefined
  readonly hint?: ReactNode
  readonly disabledReason?: string | undefined
}

function Labelled({
  label,
  labelHidden = false,
  hint,
  disabledReason,
  control,
}: Omit<ToggleProps, 'checked' | 'onChange'> & {
  control: (ids: ControlIds) => ReactElement
}): ReactNode {
  const id = useId()
  const box = control({
    id,
    'aria-label': labelHidden && typeof label === 'string' ? label : undefined,
    'aria-describedby': hint && !labelHidden ? `${id}-hint` : undefined,
  })
  const shown = disabledReason === undefined ? box : <Tooltip text={disabledReason}>{box}</Tooltip>
  if (labelHidden) return shown
  return (
    <div className="flex items-start gap-2.5">
      {shown}
      <div className="min-w-0">
        <label htmlFor={id} className="block text-base leading-5 text-ink">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="mt-0.5 text-xs text-ink-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

interface ControlIds {
  readonly id: string
  readonly 'aria-label': string | undefined
  readonly 'aria-describedby': string | undefined
}

/** A box to tick. The target is 24 px at least (WCAG 2.2, 2.5.8). */
export function Checkbox({
  checked,
  onChange,
  indeterminate = false,
  ...rest
}: ToggleProps & { indeterminate?: boolean }): ReactNode {
  const stopped = rest.disabledReason !== undefined
  return (
    <Labelled
      {...rest}
      control={(ids) => (
        <RadixCheckbox.Root
          {...ids}
          checked={indeterminate ? 'indeterminate' : checked}
          aria-disabled={stopped || undefined}
          onCheckedChange={(value) => {
            if (!stopped) onChange(value === true)
          }}
          className="group -mx-1 -my-0.5 flex size-6 shrink-0 items-center justify-center rounded-md aria-disabled:cursor-not-allowed aria-disabled:opacity-55"
        >
          <span className="flex size-4 items-center justify-center rounded-sm border border-line-strong bg-surface text-accent-ink group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent group-data-[state=indeterminate]:border-accent group-data-[state=indeterminate]:bg-accent">
            <RadixCheckbox.Indicator>
              {indeterminate ? (
                <Minus aria-hidden strokeWidth={3} className="size-3" />
              ) : (
                <Check aria-hidden strokeWidth={3} className="size-3" />
              )}
            </RadixCheckbox.Indicator>
          </span>
        </RadixCheckbox.Root>
      )}
    />
  )
}

/** On or off, at once. */
export function Switch({ checked, onChange, ...rest }: ToggleProps): ReactNode {
  const stopped = rest.disabledReason !== undefined
  return (
    <Labelled
      {...rest}
      control={(ids) => (
        <RadixSwitch.Root
          {...ids}
          checked={checked}
          aria-disabled={stopped || undefined}
          onCheckedChange={(value) => {
            if (!stopped) onChange(value)
          }}
          className="-my-0.5 flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-sunken px-0.5 transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
        >
          <RadixSwitch.Thumb className="block size-4 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink" />
        </RadixSwitch.Root>
      )}
    />
  )
}

export interface RadioOption<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly disabledReason?: string | undefined
}

/** One of a few, all of them in sight; as cards when each needs a sentence. */
export function RadioGroup<Value extends string>({
  value,
  onChange,
  options,
  label,
  look = 'plain',
  className,
}: {
  value: Value
  onChange: (value: Value) => void
  options: readonly RadioOption<Value>[]
  /** The group's name, read aloud. */
  label: string
  look?: 'plain' | 'cards' | undefined
  className?: string | undefined
}): ReactNode {
  const id = useId()
  return (
    <RadixRadioGroup.Root
      value={value}
      aria-label={label}
      onValueChange={(next) => onChange(next as Value)}
      className={classes('grid gap-2.5', className)}
    >
      {options.map((option) => {
        const stopped = option.disabledReason !== undefined
        const item = (
          <label
            key={option.value}
            htmlFor={`${id}-${option.value}`}
            className={classes(
              'flex items-start gap-2.5',
              stopped && 'cursor-not-allowed opacity-55',
              look === 'cards' &&
                'rounded-lg border bg-surface p-3 transition-colors hover:bg-hover has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft',
            )}
          >
            <RadixRadioGroup.Item
              id={`${id}-${option.value}`}
              value={option.value}
              disabled={stopped}
              className="-mx-1 -my-0.5 flex size-6 shrink-0 items-center justify-center rounded-full"
            >
              <span className="flex size-4 items-center justify-center rounded-full border border-line-strong bg-surface">
                <RadixRadioGroup.Indicator className="block size-2 rounded-full bg-accent" />
              </span>
            </RadixRadioGroup.Item>
            <span className="min-w-0">
              <span className="block leading-5">{option.label}</span>
              {option.hint && (
                <span className="mt-0.5 block text-xs text-ink-faint">{option.hint}</span>
              )}
            </span>
          </label>
        )
        return stopped ? (
          <Tooltip key={option.value} text={option.disabledReason}>
            {item}
          </Tooltip>
        ) : (
          item
        )
      })}
    </RadixRadioGroup.Root>
  )
}
