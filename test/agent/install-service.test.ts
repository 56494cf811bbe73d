import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../_kit/execute.ts'
import { reportSkipped, requireTool } from '../_kit/tools.ts'

const BIN = join(import.meta.dirname, '..', '..', 'cli', 'bin', 'certman.js')
/** A mount namespace of its own: what is written into /etc/systemd/system there, the machine never sees. */
const unshare = process.getuid?.() === 0 ? requireTool('unshare') : notRoot()
/** Over the machine's units an empty folder; afterwards the unit is read out. */
const WITHIN = `mount -t tmpfs tmpfs /etc/systemd/system && "$@" && cat /etc/systemd/system/certman-agent.service`

describe.skipIf(unshare === null)('agent install-service', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'certman-unit-'))
    await mkdir(join(directory, 'bin'))
    // Stands where systemd would: it only writes down what it was told.
    const systemctl = `#!/bin/sh\necho "$@" >> "${directory}/told"\n`
    await writeFile(join(directory, 'bin', 'systemctl'), systemctl)
    await chmod(join(directory, 'bin', 'systemctl'), 0o755)
    await writeFile(join(directory, 'key'), 'cm_key\n', { mode: 0o600 })
    const ca = '550e8400-e29b-41d4-a716-446655440000'
    await writeFile(
      join(directory, 'agent.yaml'),
      `api-key-file: key\nentries:\n  - ca: ${ca}\n    names: [a.example]\n    out-cert: a.pem\n    out-key: a.key\n`,
    )
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  test('writes the unit that --print shows, and has systemd take it up', async () => {
    const certman = [process.execPath, '-C', '@certman/source', BIN, 'agent', 'install-service']
    const config = ['--config', join(directory, 'agent.yaml')]
    const environment = {
      PATH: `${join(directory, 'bin')}:${process.env['PATH']}`,
      HOME: directory,
    }
    const [program = '', ...words] = certman
    const shown = await execute(program, [...words, '--print', ...config], { environment })
    const installed = await execute(
      unshare ?? '',
      ['-m', 'sh', '-ec', WITHIN, 'sh', ...certman, ...config],
      { environment },
    )
    expect(installed, installed.output).toMatchObject({ code: 0 })
    expect(installed.output).toContain(shown.output.trim())
    expect(await readFile(join(directory, 'told'), 'utf8')).toBe(
      'daemon-reload\nenable --now certman-agent\n',
    )
  })
})

function notRoot(): null {
  reportSkipped('only root may mount over the folder of systemd')
  return null
}
