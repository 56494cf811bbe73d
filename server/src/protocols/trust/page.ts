import { markup, marked } from '../../http/markup.ts'
import { platformsFor } from './platforms.ts'
import { STYLE } from './style.ts'
import type { Markup } from '../../http/markup.ts'
import type { DescribedAuthority, TrustPath } from './described.ts'
import type { Platform } from './platforms.ts'

/** Whoever trusts a root lets it vouch for every name there is, so the page tells first how to be sure that it is the right one. */
export function trustPage({ own, root }: TrustPath, now: number): string {
  const isRoot = own.id === root.id
  return documentOf(
    own.title,
    markup`<p class="kind">${isRoot ? 'Root certificate authority' : 'Intermediate certificate authority'}</p>
<h1><bdi>${own.title}</bdi></h1>
${warning(own, now)}
${card(own)}
${isRoot ? undefined : belowRoot(root, now)}
<h2 id="download">Download</h2>
${isRoot ? undefined : markup`<p>Devices are told to trust the root; servers send the chain beside their own certificate.</p>`}
<ul class="buttons">
${downloadButton(`${root.path}.crt`, `${root.fileName}.crt`, 'Root certificate, .crt', 'DER: Windows, macOS, phones, Java')}
${downloadButton(`${root.path}.pem`, `${root.fileName}.pem`, 'Root certificate, .pem', 'PEM: Linux, Firefox, tools')}
${downloadButton(`${own.path}/chain.pem`, `${own.fileName}-chain.pem`, 'Chain, .pem', 'From this CA up to the root')}
</ul>
${checking(root)}
<h2 id="install">Install the root</h2>
<p>Run a command in the folder where the file was saved. Whatever trusts the root accepts every certificate that was
issued under it, so install it only on devices that are meant to.</p>
<div class="platforms">
${platformsFor(root).map(platformCard)}
</div>
<footer>This page belongs to the certificate authority’s own server, and needs no script. Comparing the fingerprint with this
page alone proves nothing to somebody who was led to a false one: get it by another way too.</footer>`,
  )
}

export function missingPage(): string {
  return documentOf(
    'No such certificate authority',
    markup`<h1>No such certificate authority</h1>
<p>There is none at this address. It may have been copied incompletely; ask whoever gave it to you.</p>`,
  )
}

function documentOf(title: string, content: Markup): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${style()}
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`
  return page.html
}

function warning({ revokedAt, validity }: DescribedAuthority, now: number): Markup | undefined {
  if (revokedAt !== undefined) {
    return markup`<p class="card alarm">This certificate authority was revoked on ${date(revokedAt)}. Do not trust it any more.</p>`
  }
  if (validity.notAfter > now) return undefined
  return markup`<p class="card alarm">This certificate authority expired on ${date(validity.notAfter)}.</p>`
}

function card(authority: DescribedAuthority): Markup {
  const { subject, issuer, validity } = authority
  return markup`<section class="card" aria-labelledby="fingerprint">
${fingerprint(authority, 'fingerprint')}
<dl>
<dt>Subject</dt><dd><bdi>${subject}</bdi></dd>
${subject === issuer ? undefined : markup`<dt>Issuer</dt><dd><bdi>${issuer}</bdi></dd>`}
<dt>Valid</dt><dd>${date(validity.notBefore)} to ${date(validity.notAfter)}</dd>
<dt>Key</dt><dd>${authority.keyAlgorithm}</dd>
<dt>Serial number</dt><dd><code>${authority.serialNumber}</code></dd>
</dl>
</section>`
}

function belowRoot(root: DescribedAuthority, now: number): Markup {
  return markup`<h2 id="root">Its root</h2>
<p>This one is trusted wherever its root is: ${nameOfRoot(root)}.</p>
${warning(root, now)}
<section class="card" aria-labelledby="root-fingerprint">
${fingerprint(root, 'root-fingerprint')}
</section>`
}

function nameOfRoot({ id, title }: DescribedAuthority): Markup {
  return id === undefined
    ? markup`<bdi>${title}</bdi>, which another organisation runs and devices may trust already`
    : markup`<a href="/trust/${id}"><bdi>${title}</bdi></a>`
}

/** Four digits at a time, so that two people can read them to each other. */
function fingerprint(authority: DescribedAuthority, id: string): Markup {
  const groups = authority.fingerprint.match(/.{4}/g) ?? []
  return markup`<p class="label" id="${id}">SHA-256 fingerprint</p>
<p class="fingerprint">${groups.map((group) => markup`<span>${group}</span> `)}</p>`
}

function downloadButton(href: string, fileName: string, title: string, use: string): Markup {
  return markup`<li><a href="${href}" download="${fileName}">${title}<small>${use}</small></a></li>`
}

function checking({ fingerprint, fileName }: DescribedAuthority): Markup {
  const colons = (fingerprint.match(/../g) ?? []).join(':')
  return markup`<h2 id="check">Check the fingerprint</h2>
<p>Ask the people who run this certificate authority for the root’s fingerprint by a way that does not lead through this
page: by telephone, on paper, from a colleague. It must equal what the downloaded file gives:</p>
<dl class="ways">
<dt>Linux</dt><dd><code>sha256sum ${fileName}.crt</code></dd>
<dt>macOS</dt><dd><code>shasum -a 256 ${fileName}.crt</code></dd>
<dt>Windows (PowerShell)</dt><dd><code>Get-FileHash ${fileName}.crt</code></dd>
<dt>OpenSSL</dt><dd><code>openssl x509 -in ${fileName}.pem -noout -fingerprint -sha256</code></dd>
</dl>
<p>Upper or lower case is the same. OpenSSL prints it with colons:</p>
<p class="hash">${colons}</p>`
}

function platformCard({ name, steps, commands, note }: Platform): Markup {
  return markup`<section class="card">
<h3>${name}</h3>
${stepsOf(steps)}
${commands.length === 0 ? undefined : markup`<pre><code>${commands.join('\n')}</code></pre>`}
${note === undefined ? undefined : markup`<p class="note">${marked(note)}</p>`}
</section>
`
}

function stepsOf(steps: readonly string[]): Markup {
  const [only] = steps
  if (steps.length > 1) {
    return markup`<ol>${steps.map((step) => markup`<li>${marked(step)}</li>`)}</ol>`
  }
  return only === undefined ? markup`` : markup`<p>${marked(only)}</p>`
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
})

function date(time: number): Markup {
  const at = new Date(time)
  return markup`<time datetime="${at.toISOString()}">${DATE.format(at)} UTC</time>`
}

/** Our own text: escaping would break its quotes. Nothing may stand around it, or its hash is another. */
function style(): Markup {
  return { html: `<style>${STYLE}</style>` }
}
