import { spawnSync } from 'node:child_process'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SecretText } from '../pki/secret-text.ts'
import { createLogger, type Logger, type LoggerOptions } from './logger.ts'

const SECRET = 'a-secret-that-nobody-may-read'
const pem = (kind: string): string =>
  `-----BEGIN ${kind}PRIVATE KEY-----\n${SECRET}\n-----END ${kind}PRIVATE KEY-----`
const KEY = `cm_${'Ab3'.repeat(14)}`

async function recorded(
  options: Partial<LoggerOptions>,
  log: (logger: Logger) => void,
): Promise<string> {
  let text = ''
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const logger = await createLogger({ level: 'trace', format: 'json', ...options, destination })
  log(logger)
  await new Promise(setImmediate)
  return text
}

describe.each(['json', 'pretty'] as const)('in %s', (format) => {
  const secret = new SecretText(SECRET)

  test.each<[string, (logger: Logger) => void]>([
    ['a secret as a member', (logger) => logger.info({ secret }, 'text')],
    ['a secret deep inside', (logger) => logger.info({ a: { b: [{ c: secret }] } }, 'text')],
    ['a secret within the sentence', (logger) => logger.info(`text ${secret.toString()}`)],
    [
      'a secret as a parameter',
      (logger) => logger.info('text %s %o %j', secret, secret, { secret }),
    ],
    ['a secret bound to a child', (logger) => logger.child({ secret }).info('text')],
    [
      'an error that has one',
      (logger) => logger.error({ err: Object.assign(new Error('text'), { secret }) }, 'text'),
    ],
    [
      'plain authorization',
      (logger) => logger.info({ headers: { authorization: SECRET } }, 'text'),
    ],
    ['a plain private key', (logger) => logger.info({ privateKey: SECRET }, 'text')],
    [
      'one at any depth',
      (logger) => logger.info({ a: { b: { c: { d: [{ Authorization: SECRET }] } } } }, 'text'),
    ],
    ['one with quotes in it', (logger) => logger.info({ passphrase: `"\\"${SECRET}"\\` }, 'text')],
    ['a private key in PEM', (logger) => logger.info({ body: pem('EC ') }, `text ${pem('')}`)],
    ['half a private key in PEM', (logger) => logger.info({ body: pem('').slice(0, 60) }, 'text')],
    [
      'a plain passphrase',
      (logger) => logger.info({ a: { body: { caPassphrase: SECRET } } }, 'text'),
    ],
  ])('%s is redacted', async (_, log) => {
    const text = await recorded({ format }, log)
    expect(text).toContain('text')
    expect(text).toContain('[redacted]')
    expect(text).not.toContain(SECRET)
  })

  test('an API key is redacted wherever it stands', async () => {
    const text = await recorded({ format }, (logger) => {
      logger.error(
        { err: new Error(`no such key: ${KEY}`, { cause: new Error(KEY) }), [KEY]: KEY },
        `key ${KEY}.`,
      )
    })
    expect(text).not.toContain(KEY)
    expect(text.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(4)
    expect(text).toContain('no such key')
  })
})

test('a line of JSON has the level by name, the time in ISO form and no more of its own', async () => {
  const text = await recorded({}, (logger) => logger.warn({ a: 1 }, 'text'))
  expect(JSON.parse(text)).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    a: 1,
    msg: 'text',
  })
})

test('less severe lines than the level are not written', async () => {
  const text = await recorded({ level: 'warn' }, (logger) => {
    logger.info('quiet')
    logger.error('loud')
  })
  expect(text).not.toContain('quiet')
  expect(text).toContain('loud')
})

test('auto is JSON when standard output is no terminal, and a process that exits at once loses no line', () => {
  const script = `
    const { createLogger } = await import(${JSON.stringify(new URL('logger.ts', import.meta.url).href)})
    const logger = await createLogger({ level: 'info', format: 'auto' })
    for (let i = 0; i < 1000; i += 1) logger.info({ i }, 'line')
    process.exit(0)`
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script],
    {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    },
  )
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { i: number })
  expect(lines.map(({ i }) => i)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
})
