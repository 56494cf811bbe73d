/** Of the page at /docs: the reader's own fonts, light or dark as the reader's system, contrast of at least 4.5. */
export const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1c2127, #e6e8eb); --quiet: light-dark(#57606a, #a0a8b2);
  --paper: light-dark(#fff, #15181c); --raised: light-dark(#f5f6f8, #1f242a); --line: light-dark(#d8dde3, #353c45);
  --accent: light-dark(#0b5cad, #7cb8f5); --post: light-dark(#1a6f3c, #7fd19b); }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
.page { max-width: 78rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
@media (min-width: 64rem) { .page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 3rem; }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding-top: 2.5rem; } }
nav { padding-top: 1.5rem; font-size: .9rem; } nav h2 { font-size: .8rem; margin: 1.25rem 0 .25rem; color: var(--quiet); }
nav ul { list-style: none; margin: 0; padding: 0; } nav li a { display: block; padding: .2rem 0; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
main { min-width: 0; padding-top: 2rem; } h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.4rem; margin: 3.5rem 0 .25rem; } h4 { font-size: .95rem; margin: 1.5rem 0 .5rem; }
article { border-top: 1px solid var(--line); margin-top: 1.75rem; padding-top: 1.25rem; }
h3 { margin: 0; font-size: 1.1rem; } h3 a { color: inherit; text-decoration: none; } h3 a:hover .path { text-decoration: underline; }
.path, code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
h3 .path { font-size: 1em; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 3.4em; font-size: .8rem; color: var(--accent); }
.method.post { color: var(--post); }
.summary { font-weight: 600; margin: .5rem 0 0; } p { margin: .5rem 0; max-width: 46rem; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .9rem 1rem; overflow-x: auto;
  line-height: 1.5; margin: .5rem 0; }
pre code { font-size: .85rem; } p code, td code, li code { background: var(--raised); border-radius: .2rem; padding: .1em .25em; }
.scroll { overflow-x: auto; margin: 1.25rem 0; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 500; font-size: .8rem; } tbody th { font-weight: 400; white-space: nowrap; }
td:nth-child(2) { min-width: 7rem; max-width: 18rem; } td:nth-child(2) code { white-space: nowrap; } td:nth-child(3) { min-width: 16rem; } small { color: var(--quiet); }
summary { cursor: pointer; padding: .35rem 0; color: var(--accent); font-size: .95rem; } .errors { margin: .25rem 0; padding-left: 1.25rem; }
@media print { nav, .skip { display: none; } .page { display: block; } pre { white-space: pre-wrap; } }
`
