// Generated from api/console-openapi.json by `npm run generate`; do not edit.
