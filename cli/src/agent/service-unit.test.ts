import { expect, it } from 'vitest'
import { serviceUnit } from './service-unit.ts'

it('starts the agent with every word as it was given (systemd.service(5))', () => {
  const unit = serviceUnit([
    '/usr/bin/node',
    '/opt/my certman/certman.js',
    'agent',
    '50%',
    '$HOME"',
  ])
  expect(unit).toContain(
    'ExecStart=/usr/bin/node "/opt/my certman/certman.js" agent 50%% "$$HOME\\""\n',
  )
  expect(unit).toContain('\n[Install]\nWantedBy=multi-user.target\n')
})
