import { Languages, Monitor, Moon, Sun } from 'lucide-react'
import { IconButton } from '../kit/button.tsx'
import { Menu } from '../kit/menu.tsx'
import { chooseTheme, useTheme } from '../preferences/theme.ts'
import { chooseLanguage, LANGUAGES } from '../texts/language.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { ReactNode } from 'react'
import type { MenuItem } from '../kit/menu-props.ts'
import type { Theme } from '../preferences/theme.ts'
import type { Language } from '../texts/language.ts'

const THEME_ICONS = { light: Sun, dark: Moon, system: Monitor } as const

export function useThemeItems(): MenuItem[] {
  const { t } = useTexts('shell')
  const chosen = useTheme()
  return (Object.keys(THEME_ICONS) as Theme[]).map((theme) => {
    const Icon = THEME_ICONS[theme]
    return {
      id: theme,
      label: t(theme),
      icon: <Icon />,
      checked: theme === chosen,
      onSelect: () => chooseTheme(theme),
    }
  })
}

export function useLanguageItems(): MenuItem[] {
  const { language: spoken } = useTexts('shell')
  return (Object.keys(LANGUAGES) as Language[]).map((language) => ({
    id: language,
    label: LANGUAGES[language],
    checked: language === spoken,
    onSelect: () => void chooseLanguage(language),
  }))
}

export function ThemeMenu(): ReactNode {
  const { t } = useTexts('shell')
  const items = useThemeItems()
  const Icon = THEME_ICONS[useTheme()]
  return (
    <Menu
      trigger={
        <IconButton label={t('theme')}>
          <Icon aria-hidden />
        </IconButton>
      }
      sections={[{ label: t('theme'), items }]}
    />
  )
}

export function LanguageMenu(): ReactNode {
  const { t } = useTexts('shell')
  const items = useLanguageItems()
  return (
    <Menu
      trigger={
        <IconButton label={t('language')}>
          <Languages aria-hidden />
        </IconButton>
      }
      sections={[{ label: t('language'), items }]}
    />
  )
}
