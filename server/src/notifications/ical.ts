/** One day in somebody's calendar. */
export interface CalendarEvent {
  /** The same each time, so that a calendar knows it again (RFC 5545 §3.8.4.7). */
  readonly uid: string
  /** Milliseconds: the event lasts the UTC day of it. */
  readonly day: number
  /** When it was last changed, milliseconds. */
  readonly stamp: number
  readonly summary: string
  readonly description: string
  readonly url: string
}

const DAY_MILLISECONDS = 86_400_000
/** RFC 5545 §3.1: octets of a line, its end left out. */
const LINE_OCTETS = 75

/** An iCalendar object (RFC 5545), its lines ended by CRLF and folded. */
export function renderCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certman//Expiry//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    // RFC 7986 §5.1 and §5.7.
    `NAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(renderEvent),
    'END:VCALENDAR',
  ]
  return `${lines.map(foldLine).join('\r\n')}\r\n`
}

function renderEvent(event: CalendarEvent): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${dateTime(event.stamp)}`,
    `DTSTART;VALUE=DATE:${date(event.day)}`,
    `DTEND;VALUE=DATE:${date(event.day + DAY_MILLISECONDS)}`,
    `SUMMARY:${escapeText(event.summary)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `URL:${event.url}`,
    // It takes up nobody's time.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** RFC 5545 §3.3.11: what would end a value, or begin an escape; other control characters may not stand in one. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
}

/** RFC 5545 §3.1: at most 75 octets a line, never within a character; what goes on begins with a space. */
export function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const length = Buffer.byteLength(character)
    if (octets + length > LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return folded
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
}

function dateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
