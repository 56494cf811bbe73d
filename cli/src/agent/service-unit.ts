/** The name of the unit, without its suffix. */
export const SERVICE = 'certman-agent'

/**
 * A systemd unit that runs the agent (systemd.service(5)). It runs as root, because it reloads services and gives files to
 * their owners; what neither it nor a hook needs is taken away.
 * @param words the command, absolute paths
 */
export function serviceUnit(words: readonly string[]): string {
  return [
    '[Unit]',
    'Description=Certman agent: keeps certificates fresh',
    'Wants=network-online.target',
    'After=network-online.target',
    '',
    '[Service]',
    `ExecStart=${words.map(quoted).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=30',
    'NoNewPrivileges=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelTunables=yes',
    'RestrictRealtime=yes',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n')
}

/** systemd expands `%` and `$`, and unquotes as a shell does. */
function quoted(word: string): string {
  const escaped = word.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')
  return /^[\w@%+=:,./-]+$/.test(word) ? escaped : `"${escaped}"`
}
