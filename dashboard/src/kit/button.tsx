import { Slot } from 'radix-ui'
import { Loader2 } from 'lucide-react'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'
import type { ComponentProps, ReactNode } from 'react'
import type { TooltipSide } from './tooltip.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet'
export type ButtonSize = 'sm' | 'md' | 'lg'

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  primary: 'bg-accent text-accent-ink border-transparent hover:bg-accent-hover',
  secondary: 'bg-surface text-ink border-line hover:bg-hover shadow-card',
  ghost: 'bg-transparent text-ink-soft border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-bad text-bad-ink border-transparent hover:bg-bad-hover',
  'danger-quiet': 'bg-surface text-bad border-line hover:bg-bad-soft',
}

const SIZES: Readonly<Record<ButtonSize, string>> = {
  sm: 'h-7 px-2.5 text-sm gap-1.5',
  md: 'h-8.5 px-3 text-sm gap-1.5',
  lg: 'h-10 px-4 text-base gap-2',
}

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook | undefined
  readonly size?: ButtonSize | undefined
  readonly icon?: ReactNode
  /** Shows that something is under way; clicks are ignored meanwhile. */
  readonly busy?: boolean | undefined
  /** Why it may not be pressed: it stays focusable, and says so. */
  readonly disabledReason?: string | undefined
  /** Dresses its only child (a link) as a button. */
  readonly asChild?: boolean | undefined
}

/** A button with a word on it. */
export function Button({
  look = 'secondary',
  size = 'md',
  icon,
  busy = false,
  disabledReason,
  asChild = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps): ReactNode {
  const style = classes(
    'inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap select-none transition-colors',
    'disabled:opacity-55 aria-disabled:opacity-55 aria-disabled:cursor-not-allowed',
    SIZES[size],
    LOOKS[look],
    className,
  )
  if (asChild) {
    return (
      <Slot.Root className={style} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  const stopped = busy || disabledReason !== undefined
  const button = (
    <button
      {...rest}
      type={stopped ? 'button' : type}
      className={style}
      aria-disabled={stopped || undefined}
      aria-busy={busy || undefined}
      onClick={stopped ? undefined : onClick}
    >
      {busy ? <Loader2 aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  )
  return disabledReason === undefined ? button : <Tooltip text={disabledReason}>{button}</Tooltip>
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'asChild' | 'size'> {
  /** Its name: read aloud, and shown on hover. */
  readonly label: string
  readonly size?: 'sm' | 'md' | undefined
  /** Where the label is shown. */
  readonly side?: TooltipSide | undefined
  /** The icon. */
  readonly children: ReactNode
}

/** A button with only an icon; its label is its tooltip. */
export function IconButton({
  label,
  size = 'md',
  look = 'ghost',
  busy = false,
  disabledReason,
  side,
  className,
  children,
  onClick,
  ...rest
}: IconButtonProps): ReactNode {
  const stopped = busy || disabledReason !== undefined
  return (
    <Tooltip text={disabledReason ?? label} side={side} isLabel={disabledReason === undefined}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-disabled={stopped || undefined}
        onClick={stopped ? undefined : onClick}
        className={classes(
          'inline-flex shrink-0 items-center justify-center rounded-md border transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4',
          size === 'sm' ? 'size-7' : 'size-8.5',
          LOOKS[look],
          className,
        )}
      >
        {busy ? <Loader2 aria-hidden className="animate-spin" /> : children}
      </button>
    </Tooltip>
  )
}
