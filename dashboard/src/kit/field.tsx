import { createContext, use, useId } from 'react'
import { classes } from './classes.ts'
import type { ReactNode } from 'react'

interface FieldIds {
  readonly control: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
  readonly required: boolean
}

const FieldContext = createContext<FieldIds | undefined>(undefined)

/** What a control inside a `Field` must carry; nothing outside of one. */
export function useFieldProps(): {
  id?: string | undefined
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
} {
  const field = use(FieldContext)
  if (field === undefined) return {}
  return {
    id: field.control,
    ...(field.describedBy === undefined ? {} : { 'aria-describedby': field.describedBy }),
    ...(field.invalid ? { 'aria-invalid': true } : {}),
    ...(field.required ? { 'aria-required': true } : {}),
  }
}

/** A label, a control, a hint and the control's error, tied together for everybody who does not see them. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional,
  className,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  /** The word for "optional", shown beside the label. */
  optional?: string | undefined
  className?: string | undefined
  children: ReactNode
}): ReactNode {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <FieldContext
      value={{
        control: id,
        describedBy: described === '' ? undefined : described,
        invalid: Boolean(error),
        required,
      }}
    >
      <div className={classes('flex min-w-0 flex-col gap-1.5', className)}>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
          {optional !== undefined && (
            <span className="ms-1.5 font-normal text-ink-faint">{optional}</span>
          )}
        </label>
        {children}
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-ink-faint">
            {hint}
          </p>
        )}
        {error && (
          <p id={`${id}-error`} role="alert" className="text-xs font-medium text-bad">
            {error}
          </p>
        )}
      </div>
    </FieldContext>
  )
}
