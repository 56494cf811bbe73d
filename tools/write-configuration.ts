import { SETTING_NAMES, SETTINGS, type Setting } from '../server/src/config/settings.ts'

const HEAD = `# Configuration

<!-- Generated from server/src/config/settings.ts by \`npm run generate\`; do not edit. -->

All settings are environment variables. A wrong value, an unknown \`CERTMAN_\` variable and a combination that makes no
sense are refused at start, with one sentence that says what is allowed. An empty variable counts as unset. A secret may
also be given as the content of a file: set the variable with \`_FILE\` appended to the file's path.
`

/** docs/configuration.md, from the one table of settings. */
export function renderConfigurationDocument(): string {
  return `${HEAD}\n${overview()}\n${SETTING_NAMES.map(section).join('\n')}`
}

function overview(): string {
  const rows = SETTING_NAMES.map(
    (name) => `| [\`${name}\`](#${name.toLowerCase()}) | ${defaultOf(SETTINGS[name])} |`,
  )
  return ['| setting | default |', '|---|---|', ...rows, ''].join('\n')
}

function section(name: (typeof SETTING_NAMES)[number]): string {
  const setting: Setting<unknown> = SETTINGS[name]
  const lines = [
    `## ${name}`,
    '',
    setting.about,
    '',
    `- Allowed: ${setting.allowed}.`,
    `- Default: ${defaultOf(setting)}.`,
  ]
  if (setting.secret)
    lines.push(`- Secret: never shown or logged; \`${name}_FILE\` names a file to read it from.`)
  return `${lines.join('\n')}\n`
}

function defaultOf(setting: Setting<unknown>): string {
  return setting.default === null ? (setting.unset ?? 'none') : `\`${setting.default}\``
}
