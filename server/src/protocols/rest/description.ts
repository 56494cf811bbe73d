import { entityTag, isUnchanged, replyUnchanged } from '../../http/entity-tag.ts'
import { reply } from '../../http/exchange.ts'
import { openApiDocument } from './openapi.ts'
import type { Exchange } from '../../http/exchange.ts'

interface Description {
  readonly text: string
  readonly tag: string
}

/** The OpenAPI document to anybody, made at the first request for it. */
export function describing(): (exchange: Exchange) => Response {
  let description: Description | undefined
  return (exchange) => {
    description ??= describe()
    exchange.headers['ETag'] = description.tag
    exchange.headers['Cache-Control'] = 'public, max-age=300'
    if (isUnchanged(exchange, description.tag)) return replyUnchanged(exchange)
    return reply(exchange, 200, 'application/json', description.text)
  }
}

function describe(): Description {
  const text = JSON.stringify(openApiDocument())
  return { text, tag: entityTag(text) }
}
