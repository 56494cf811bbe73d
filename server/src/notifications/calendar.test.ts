import { describe, expect, test } from 'vitest'
import { issue } from '../store/_fixtures.ts'
import { actOf, openSetting, type Setting } from './_setting.ts'
import {
  createCalendarFeed,
  getCalendarFeed,
  readCalendar,
  revokeCalendarFeed,
} from './calendar.ts'

const DAY = 86_400_000

async function feedOf({ context, world }: Setting): Promise<string> {
  const { url } = await createCalendarFeed(context, actOf(world, 'member'), world.workspaceId)
  const token = /^https:\/\/certman\.example\.com\/calendar\/([\w-]{43})\.ics$/.exec(url.reveal())
  return token?.[1] ?? ''
}

describe('a calendar address', () => {
  test('shows what ends, and nothing of another workspace', async () => {
    await using setting = await openSetting()
    const { context, world, store, clock } = setting
    const notAfter = clock.now + 20 * DAY
    const name = 'ünïcödé;a,b.example.com'
    await issue(store, world, {
      commonName: name,
      sanDns: [name],
      validity: { notBefore: clock.now, notAfter },
    })
    const calendar = await readCalendar(context, await feedOf(setting))
    const text = calendar?.replaceAll('\r\n ', '') ?? ''
    expect(text).toContain(String.raw`SUMMARY:Expires: ünïcödé\;a\,b.example.com`)
    const day = new Date(notAfter).toISOString().slice(0, 10).replaceAll('-', '')
    expect(text).toContain(`DTSTART;VALUE=DATE:${day}`)
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    const feed = await getCalendarFeed(context, actOf(world, 'member'), world.workspaceId)
    expect(feed?.lastReadAt).toBe(clock.now)
  })

  test('ends with its successor, when it is revoked, and for whoever shows another token', async () => {
    await using setting = await openSetting()
    const { context, world } = setting
    const first = await feedOf(setting)
    const second = await feedOf(setting)
    expect(await readCalendar(context, first)).toBeUndefined()
    expect(await readCalendar(context, second)).toBeDefined()
    for (const token of ['', 'x', `${second}x`, second.toLowerCase(), '../etc']) {
      expect(await readCalendar(context, token)).toBeUndefined()
    }
    const act = actOf(world, 'member')
    await revokeCalendarFeed(context, act, world.workspaceId)
    expect(await readCalendar(context, second)).toBeUndefined()
    await expect(revokeCalendarFeed(context, act, world.workspaceId)).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})
