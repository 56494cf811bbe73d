import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '../shell/live-region.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { Button, IconButton } from './button.tsx'
import type { ReactNode } from 'react'

/** Puts a text on the clipboard, and says so. With `children` it has a word on it. */
export function CopyButton({
  text,
  label,
  size = 'sm',
  children,
  onCopied,
}: {
  text: string
  label?: string | undefined
  size?: 'sm' | 'md' | undefined
  children?: ReactNode
  onCopied?: (() => void) | undefined
}): ReactNode {
  const { t } = useTexts('kit')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    announce(t('copied'))
    onCopied?.()
  }
  const icon = copied ? (
    <Check aria-hidden className="size-4 text-ok" />
  ) : (
    <Copy aria-hidden className="size-4" />
  )
  if (children !== undefined) {
    return (
      <Button size={size} icon={icon} onClick={() => void copy()}>
        {children}
      </Button>
    )
  }
  return (
    <IconButton
      label={copied ? t('copied') : (label ?? t('copy'))}
      size={size}
      onClick={() => void copy()}
    >
      {icon}
    </IconButton>
  )
}
