/** Smaller ones may share a buffer with others, and cost nothing to copy. */
const WORTH_MOVING = 65_536

/** The large buffers of an answer that are its own: they are moved to the other thread instead of being copied. */
export function transferablesOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return []
  const parts = ArrayBuffer.isView(value) ? [value] : Object.values(value)
  return parts.flatMap((part: unknown) => {
    if (!ArrayBuffer.isView(part) || part.byteLength < WORTH_MOVING) return []
    const { buffer, byteLength } = part
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
  })
}
