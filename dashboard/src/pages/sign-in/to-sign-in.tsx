import { Link } from '@tanstack/react-router'
import { Button } from '../../kit/button.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import type { ReactNode } from 'react'

/** From a link that leads nowhere any more, the way on. */
export function ToSignIn(): ReactNode {
  const { t } = useTexts('access')
  return (
    <Button asChild>
      <Link to="/sign-in">{t('toSignIn')}</Link>
    </Button>
  )
}
