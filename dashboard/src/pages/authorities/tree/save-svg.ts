import { download } from '../download.ts'
import type { Layout } from './layout.ts'

const MARGIN = 24

/** Saves the whole picture, whatever part of it is in sight, with the colours of the theme written into it. */
export function saveSvg(picture: SVGSVGElement, layout: Layout, title: string): void {
  const copy = picture.cloneNode(true)
  // A copy of an SVG element is one.
  if (!(copy instanceof SVGSVGElement)) return
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN]
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
  copy.setAttribute('font-family', 'system-ui, sans-serif')
  copy.removeAttribute('class')
  copy.querySelector('[data-content]')?.setAttribute('transform', `translate(${MARGIN} ${MARGIN})`)
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title')
  name.textContent = title
  copy.prepend(name)
  const style = getComputedStyle(document.documentElement)
  const content = new XMLSerializer()
    .serializeToString(copy)
    .replaceAll(/var\((--[\w-]+)\)/g, (_, variable: string) =>
      style.getPropertyValue(variable).trim(),
    )
  download('certificate-authorities.svg', content, 'image/svg+xml')
}
