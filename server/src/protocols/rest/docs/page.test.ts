import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DOCS_HEADERS } from '../description.ts'
import { openApiDocument } from '../openapi.ts'
import { markup } from '../../../http/markup.ts'
import { docsPage } from './page.ts'

const document = openApiDocument()
const page = docsPage(document)

describe('the page at /docs', () => {
  test('has every operation, and each link within it leads somewhere', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item))
    for (const { operationId } of operations) expect(ids).toContain(operationId)
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
    expect(targets.length).toBeGreaterThan(operations.length)
    for (const target of targets) expect(ids).toContain(target)
  })

  test('needs no script and no other host', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:| style=| on\w+=/i)
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  })

  test('has one style, the one whose hash the policy allows (CSP Level 3 §8.3)', () => {
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text ?? '')
    expect(styles).toHaveLength(1)
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64')
    expect(DOCS_HEADERS['Content-Security-Policy']).toContain(`style-src 'sha256-${hash}'`)
  })
})

describe('markup', () => {
  test('escapes whatever is given as text', () => {
    const evil = `<b onclick="x('y')">&`
    expect(markup`<p title="${evil}">${evil}</p>`.html).toBe(
      '<p title="&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;&amp;">&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;&amp;</p>',
    )
  })

  test('keeps what is markup, in lists too, and leaves out what is undefined', () => {
    expect(markup`<ul>${[markup`<li>1</li>`, markup`<li>${2}</li>`]}${undefined}</ul>`.html).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    )
  })
})
