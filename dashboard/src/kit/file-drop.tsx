import { Upload } from 'lucide-react'
import { useId, useState } from 'react'
import { classes } from './classes.ts'
import type { ReactNode } from 'react'

/** Takes a file by dropping or by choosing; what is in it stays in the browser. */
export function FileDrop({
  label,
  hint,
  accept,
  onFile,
}: {
  label: string
  hint?: ReactNode
  /** As in `<input accept>`. */
  accept?: string | undefined
  onFile: (file: File) => void
}): ReactNode {
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        const file = event.dataTransfer.files[0]
        if (file) onFile(file)
      }}
      className={classes(
        'flex cursor-pointer flex-col items-center gap-1 rounded-lg border border-dashed border-line-strong/70 px-4 py-6 text-center transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        isOver && 'border-accent bg-accent-soft',
      )}
    >
      <Upload aria-hidden className="size-5 text-ink-faint" />
      <span className="text-base font-medium">{label}</span>
      {hint && <span className="text-xs text-ink-faint">{hint}</span>}
      <input
        id={id}
        type="file"
        accept={accept}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}
