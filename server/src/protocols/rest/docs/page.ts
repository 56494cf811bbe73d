import { operationsOf } from './document.ts'
import { markup, paragraphs } from '../../../http/markup.ts'
import { operationSection } from './operation.ts'
import { STYLE } from './style.ts'
import type { Document } from './document.ts'
import type { Markup } from '../../../http/markup.ts'

/** The OpenAPI document for people: one page without scripts, nothing of which comes from another host. */
export function docsPage(document: Document): string {
  const title = document.info.title
  const tags = document.tags ?? []
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${style()}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="page">
<nav aria-label="Endpoints">
<a href="#content">${title}</a>
${tags.map(({ name }) => contents(document, name))}
</nav>
<main id="content">
<h1>${title}</h1>
${paragraphs(document.info.description)}
<p>The same in OpenAPI ${document.openapi}: <a href="/v1/openapi">/v1/openapi</a>. The examples take the address
of this server and your key from two variables of the shell:</p>
<pre tabindex="0"><code>${SETTING_UP}</code></pre>
${tags.map((tag) => section(document, tag))}
</main>
</div>
</body>
</html>
`
  return page.html
}

const SETTING_UP = `SERVER=http://localhost:8420
API_KEY=cm_xxxxxxxxxxxx`

type Tag = NonNullable<Document['tags']>[number]

function section(document: Document, { name, description }: Tag): Markup {
  return markup`<section aria-labelledby="${anchor(name)}">
<h2 id="${anchor(name)}">${name}</h2>
${paragraphs(description)}
${operationsOf(document, name).map((located) => operationSection(document, located))}
</section>
`
}

function contents(document: Document, tag: string): Markup {
  const items = operationsOf(document, tag).map(
    ({ operation }) =>
      markup`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
  )
  return markup`<h2>${tag}</h2><ul>${items}</ul>`
}

const anchor = (tag: string): string => tag.toLowerCase().replaceAll(' ', '-')

/** Our own text: escaping would break its quotes. Nothing may stand around it, or its hash is another. */
function style(): Markup {
  return { html: `<style>${STYLE}</style>` }
}
