import { create } from 'qrcode'
import { useMemo } from 'react'
import type { ReactNode } from 'react'

/** Modules of white around the code, without which scanners do not find it (ISO/IEC 18004 §6.3.8). */
const QUIET = 4

/** Dark on white in both themes: scanners expect it. */
export function QrCode({
  text,
  label,
}: {
  readonly text: string
  readonly label: string
}): ReactNode {
  const { path, size } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    const parts: string[] = []
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) parts.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
      }
    }
    return { path: parts.join(''), size: modules.size + 2 * QUIET }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded-md border"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
