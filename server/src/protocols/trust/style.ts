/** Of the pages about CAs: the reader's own fonts, light or dark as the reader's system, contrast of at least 4.5. */
export const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1c2127, #e6e8eb); --quiet: light-dark(#57606a, #a0a8b2);
  --paper: light-dark(#f5f6f8, #15181c); --raised: light-dark(#fff, #1f242a); --line: light-dark(#d8dde3, #353c45);
  --sunk: light-dark(#eef1f4, #171b1f); --accent: light-dark(#0b5cad, #7cb8f5); --on-accent: light-dark(#fff, #10161c);
  --alarm: light-dark(#a1261d, #ff9d94); --alarm-paper: light-dark(#fdeceb, #3a1d1b); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 66rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; } h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .5rem 0; max-width: 44rem; }
.kind { color: var(--quiet); margin: 0 0 .35rem; }
.card { background: var(--raised); border: 1px solid var(--line); border-radius: .6rem; padding: 1.25rem 1.5rem; margin: 1.5rem 0 0; min-width: 0; }
.alarm { background: var(--alarm-paper); color: var(--alarm); border-color: currentColor; font-weight: 600; max-width: none; }
code, pre, .fingerprint, .hash { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.label { color: var(--quiet); font-size: .875rem; margin: 0 0 .6rem; }
.fingerprint { display: grid; grid-template-columns: repeat(8, max-content); gap: .45rem 1.35rem; margin: 0;
  font-size: 1.9rem; line-height: 1.3; font-weight: 600; letter-spacing: .04em; }
@media (max-width: 60rem) { .fingerprint { grid-template-columns: repeat(4, max-content); gap: .4rem 1rem; font-size: clamp(1.1rem, 5.2vw, 1.9rem); } }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .4rem 1.5rem; margin: 1.25rem 0 0; padding-top: 1.1rem;
  border-top: 1px solid var(--line); font-size: .95rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 34rem) { main { padding: 2rem 1rem 3rem; } .card { padding: 1rem; } dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .6rem; } }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.buttons a { display: block; padding: .6rem 1.1rem; border: 1px solid var(--accent); border-radius: .4rem; text-decoration: none; font-weight: 600; }
.buttons li:first-child a { background: var(--accent); color: var(--on-accent); }
.buttons a:hover { text-decoration: underline; } .buttons small { display: block; font-weight: 400; }
.platforms { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 29rem), 1fr)); gap: 1rem; margin-top: 1rem; }
.platforms .card { margin: 0; padding: 1.1rem 1.25rem; } .platforms p, .platforms ol { font-size: .95rem; }
ol { margin: .5rem 0; padding-left: 1.25rem; } ol li + li { margin-top: .3rem; }
pre { background: var(--sunk); border: 1px solid var(--line); border-radius: .4rem; padding: .65rem .8rem; margin: .5rem 0 0;
  font-size: .84rem; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere; }
p code, li code, dd code { background: var(--sunk); border-radius: .2rem; padding: .1em .3em; font-size: .9em; }
.note { color: var(--quiet); } .hash { max-width: none; overflow-wrap: anywhere; font-size: .875rem; }
.ways { border: 0; padding: 0; margin: 1rem 0; } .ways code { overflow-wrap: anywhere; }
footer { margin-top: 3rem; color: var(--quiet); font-size: .875rem; }
@media print { :root { color-scheme: light; --paper: #fff; } body { font-size: 10pt; } main { padding: 0; max-width: none; }
  .buttons { display: none; } .card, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } .fingerprint { font-size: 15pt; }
  .platforms { display: block; } .platforms .card { margin: 0 0 .75rem; } }
`
