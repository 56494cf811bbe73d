import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SERVICE, serviceUnit } from '../../cli/src/agent/service-unit.ts'
import { execute } from '../_kit/execute.ts'
import { requireTool } from '../_kit/tools.ts'

const analyze = requireTool('systemd-analyze')

describe.skipIf(analyze === null)('systemd', () => {
  it.each([
    ['reads the unit', process.execPath, 0],
    ['would say that a program is missing', '/opt/no such program', 1],
  ])('%s', async (_, program, expected) => {
    const directory = await mkdtemp(join(tmpdir(), 'certman-unit-'))
    const path = join(directory, `${SERVICE}.service`)
    await writeFile(path, serviceUnit([program, 'agent', 'run', '--config', '/a b/50% $HOME.yaml']))
    const { code, output } = await execute('systemd-analyze', ['verify', path])
    expect({ code, output }).toMatchObject({ code: expected })
    if (expected === 0) expect(output).toBe('')
    await rm(directory, { recursive: true, force: true })
  })
})
