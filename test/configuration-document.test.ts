import { expect, test } from 'vitest'
import { SETTING_NAMES, SETTINGS } from '../server/src/config/settings.ts'
import { renderConfigurationDocument } from '../tools/write-configuration.ts'

test('the document has a section for every setting, with its default and what is allowed', () => {
  const document = renderConfigurationDocument()
  for (const name of SETTING_NAMES) {
    const section = document.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? ''
    expect(section, name).toContain(SETTINGS[name].about)
    expect(section, name).toContain(`- Allowed: ${SETTINGS[name].allowed}.`)
    expect(section.includes(`${name}_FILE`), name).toBe(SETTINGS[name].secret)
  }
  expect(document.endsWith('.\n')).toBe(true)
})
