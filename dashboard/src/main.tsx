import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followSystemTheme } from './preferences/theme.ts'
import { preferredLanguage, speak } from './texts/language.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

followSystemTheme()
await speak(preferredLanguage())
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
