import type { AlertRule, Notice, Watched } from '../store/notifications/notification-store.ts'
import type { Letter } from './mail.ts'
import { WORDS, type Language } from './letter-words.ts'

const DAY_MILLISECONDS = 86_400_000
const HOUR_MILLISECONDS = 3_600_000
/** A letter is read by people; the page shows the rest. */
const MOST_LISTED = 100

/** A letter in the making: plain text, and the same as simple HTML. */
function letter(
  to: readonly string[],
  subject: string,
  paragraphs: readonly string[],
  link?: { readonly text: string; readonly url: string },
): Letter {
  const shown = paragraphs.map((one) => `<p>${escapeHtml(one).replaceAll('\n', '<br>')}</p>`)
  const anchor = link
    ? `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a></p><p>${escapeHtml(link.url)}</p>`
    : ''
  const style = 'font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a'
  return {
    to,
    subject: subject.replaceAll(/[\p{Cc}]+/gu, ' '),
    text: `${[...paragraphs, ...(link ? [`${link.text}:\n${link.url}`] : [])].join('\n\n')}\n`,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="${style}">${shown.join('')}${anchor}</body></html>`,
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export function invitationLetter(
  {
    to,
    workspaceName,
    invitedBy,
    expiresAt,
    language,
  }: {
    readonly to: string
    readonly workspaceName: string
    readonly invitedBy: string
    readonly expiresAt: number
    readonly language: Language
  },
  url: string,
): Letter {
  const words = WORDS[language].invitation
  return letter(
    [to],
    words.subject(workspaceName),
    [words.body(invitedBy, workspaceName), words.until(dateOf(expiresAt, language)), words.ignore],
    { text: words.accept, url },
  )
}

export function alertLetter(
  rule: Pick<AlertRule, 'name' | 'recipients' | 'language'>,
  workspaceName: string,
  notices: readonly Notice[],
  { now, url }: { readonly now: number; readonly url: string },
): Letter {
  const words = WORDS[rule.language].alert
  const sorted = notices.toSorted((a, b) => a.deadline - b.deadline)
  const listed = sorted.slice(0, MOST_LISTED)
  const groups = Map.groupBy(listed, ({ kind }) => kind)
  const paragraphs = [...groups].map(([kind, of]) => {
    const lines = of.map((notice) => `• ${lineOf(notice, now, rule.language)}`)
    return [`${words.kinds[kind]}:`, ...lines].join('\n')
  })
  const more = sorted.length - listed.length
  return letter(
    rule.recipients,
    words.subject(sorted.length, workspaceName),
    [
      words.intro(workspaceName),
      ...paragraphs,
      ...(more > 0 ? [words.more(more)] : []),
      words.why(rule.name),
    ],
    { text: words.open, url },
  )
}

export function testLetter(
  rule: Pick<AlertRule, 'name' | 'recipients' | 'language'>,
  workspaceName: string,
  url: string,
): Letter {
  const words = WORDS[rule.language].test
  return letter(
    rule.recipients,
    words.subject(workspaceName),
    [words.body(rule.name, workspaceName)],
    { text: WORDS[rule.language].alert.open, url },
  )
}

/** For an operator who wants to know whether letters arrive. */
export function trialLetter(to: string, language: Language): Letter {
  const words = WORDS[language].trial
  return letter([to], words.subject, [words.body])
}

function lineOf(notice: Notice, now: number, language: Language): string {
  const words = WORDS[language].alert
  const day = dateOf(notice.deadline, language)
  const left = notice.deadline - now
  const { name, authorityName } = notice
  const ends = left < 0 ? words.over(day) : words.ends(day, relative(left, language))
  return ownName(notice.kind) ? `${name} (${authorityName}): ${ends}` : `${authorityName}: ${ends}`
}

/** Lists and responders are called by the CA that they are of, and a CA by itself. */
function ownName(kind: Watched): boolean {
  return kind === 'certificate'
}

/** In whole days, the last one in hours. Never "tomorrow": 36 hours from now are the day after it. */
function relative(milliseconds: number, language: Language): string {
  const words = new Intl.RelativeTimeFormat(language)
  const days = Math.floor(milliseconds / DAY_MILLISECONDS)
  return days > 0
    ? words.format(days, 'day')
    : words.format(Math.floor(milliseconds / HOUR_MILLISECONDS), 'hour')
}

function dateOf(at: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return `${format.format(at)} UTC`
}
