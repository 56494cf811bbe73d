import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { auditEvent } from '../audit/events.ts'
import { uuid } from '../store/_fixtures.ts'
import { actOf, delivererOf, openReceiver, openSetting, subjectsOf } from './_setting.ts'
import { WebhookTeller } from './tell-webhooks.ts'
import { createWebhook } from './webhooks.ts'

test('a server that is killed in the middle loses nothing: the next one goes on', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'certman-killed-'))
  await using slow = await openReceiver()
  slow.answer = { status: 204, body: '', after: 20 }
  const COUNT = 150
  const subjects: string[] = []
  {
    await using before = await openSetting(directory)
    const { workspaceId } = before.world
    const act = actOf(before.world)
    await createWebhook(before.context, act, {
      workspaceId,
      url: slow.url,
      description: '',
      events: [],
      enabled: true,
    })
    for (let index = 0; index < COUNT; index += 1) {
      const subject = uuid()
      subjects.push(subject)
      const facts = { at: before.clock.now, workspaceId, subject }
      await before.store.auditLog.append([auditEvent(act, 'apiKey.created', facts)])
    }
  }
  for (const enough of [30, 80]) {
    const script = fileURLToPath(new URL('./_deliver-until-killed.ts', import.meta.url))
    const child = spawn(process.execPath, ['-C', '@certman/source', script, directory], {
      stdio: 'inherit',
    })
    while (slow.received.length < enough && child.exitCode === null) await delay(5)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(slow.received.length).toBeLessThan(COUNT)
  }
  await using after = await openSetting(directory)
  const last = delivererOf(after, 'another')
  const tellerAfter = new WebhookTeller(after.context)
  await tellerAfter.round()
  while ((await last.round()) > 0) await last.settled()
  const told = new Set(subjectsOf(slow.received))
  expect(subjects.filter((subject) => !told.has(subject))).toEqual([])
  await rm(directory, { recursive: true, force: true })
})
