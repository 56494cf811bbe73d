import fc from 'fast-check'
import { domainToASCII } from 'node:url'
import { describe, expect, test } from 'vitest'
import { encodePunycode, parsePunycode } from './punycode.ts'
import { X509Error } from './x509-error.ts'

/** RFC 3492 §7.1: the sample strings (A) to (S), in lower case where the RFC mixes it. */
const SAMPLES: readonly [string, string, string][] = [
  ['Arabic (Egyptian)', 'ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
  ['Chinese (simplified)', '他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
  ['Chinese (traditional)', '他們爲什麽不說中文', 'ihqwctvzc91f659drss3x8bo0yb'],
  ['Czech', 'Pročprostěnemluvíčesky', 'Proprostnemluvesky-uyb24dma41a'],
  ['Hebrew', 'למההםפשוטלאמדבריםעברית', '4dbcagdahymbxekheh6e0a7fei0b'],
  ['Hindi', 'यहलोगहिन्दीक्योंनहींबोलसकतेहैं', 'i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd'],
  ['Japanese', 'なぜみんな日本語を話してくれないのか', 'n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa'],
  [
    'Korean',
    '세계의모든사람들이한국어를이해한다면얼마나좋을까',
    '989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c',
  ],
  ['Russian', 'почемужеонинеговорятпорусски', 'b1abfaaepdrnnbgefbadotcwatmq2g4l'],
  [
    'Spanish',
    'PorquénopuedensimplementehablarenEspañol',
    'PorqunopuedensimplementehablarenEspaol-fmd56a',
  ],
  ['Vietnamese', 'TạisaohọkhôngthểchỉnóitiếngViệt', 'TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g'],
  ['3年B組金八先生', '3年B組金八先生', '3B-ww4c5e180e575a65lsy2b'],
  ['安室奈美恵', '安室奈美恵-with-SUPER-MONKEYS', '-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n'],
  ['Hello', 'Hello-Another-Way-それぞれの場所', 'Hello-Another-Way--fc4qua05auwb3674vfr0b'],
  ['ひとつ屋根の下2', 'ひとつ屋根の下2', '2-u9tlzr9756bt3uc0v'],
  ['Maji', 'MajiでKoiする5秒前', 'MajiKoi5-783gue6qz075azm5e'],
  ['パフィー', 'パフィーdeルンバ', 'de-jg4avhby1noc0d'],
  ['そのスピードで', 'そのスピードで', 'd9juau41awczczp'],
  ['-> $1.00 <-', '-> $1.00 <-', '-> $1.00 <--'],
]

describe('RFC 3492 §7.1 sample strings', () => {
  test.each(SAMPLES)('%s', (_, text, punycode) => {
    expect(encodePunycode(text)).toBe(punycode)
    expect(parsePunycode(punycode)).toBe(text)
  })
})

test('agrees with the platform', () => {
  for (const label of ['bücher', 'münchen', 'παράδειγμα', 'испытание', '例え', '测试']) {
    expect(`xn--${encodePunycode(label)}`).toBe(domainToASCII(label))
  }
})

test('decode∘encode', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(parsePunycode(encodePunycode(text))).toBe(text)
    }),
  )
})

test('whatever is decoded ends with a string or an X509Error', () => {
  const digits = fc.string({
    unit: fc.constantFrom(...Array.from('abcxyz0189-ABC_é')),
    maxLength: 40,
  })
  fc.assert(
    fc.property(digits, (text) => {
      try {
        expect(parsePunycode(text).isWellFormed()).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(X509Error)
      }
    }),
    { numRuns: 3000 },
  )
  for (const text of ['99999999', 'a'.repeat(257), 'é-a', 'ab!', 'zzzzzzzz', 'a-b-9']) {
    expect(() => parsePunycode(text)).toThrow(X509Error)
  }
})
