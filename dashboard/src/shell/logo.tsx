import type { ReactNode } from 'react'

export function Logo({ small = false }: { small?: boolean }): ReactNode {
  return (
    <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" className="size-6 shrink-0 text-accent" aria-hidden>
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path
          d="M16 6.5 24 9.6v6.1c0 4.9-3.3 8.3-8 9.8-4.7-1.5-8-4.9-8-9.8V9.6z"
          fill="none"
          stroke="var(--accent-ink)"
          strokeWidth="2.2"
          strokeLinejoin="round"
        />
        <path
          d="m12.3 15.8 2.7 2.7 4.9-5.2"
          fill="none"
          stroke="var(--accent-ink)"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={small ? 'sr-only' : undefined}>Certman</span>
    </span>
  )
}
