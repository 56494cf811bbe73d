// Generated from api/console-openapi.json by `npm run generate`; do not edit.

export interface ConsoleOperations {

}

export const CONSOLE_ROUTES: Readonly<
  Record<keyof ConsoleOperations, readonly [method: string, route: string]>
> = {

}
