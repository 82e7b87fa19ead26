import express, { type Router } from 'express'
import { absolutePath } from 'swagger-ui-dist'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Psephos API</title>
    <link rel="stylesheet" href="/api/v1/reference/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"></main>
    <noscript>The reference needs JavaScript; <a href="/api/v1/openapi.json">openapi.json</a> does not.</noscript>
    <script src="/api/v1/reference/swagger-ui-bundle.js"></script>
    <script src="/api/v1/reference/start.js"></script>
  </body>
</html>
`
const script = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
})
`

/** Returns the page on which people read what `openapi.json` says to programs. */
export function createReferencePage(): Router {
  const router = express.Router()
  router.get('/', (_request, response) => {
    response.type('html').send(page)
  })
  router.get('/start.js', (_request, response) => {
    response.type('text/javascript').send(script)
  })
  const folder = express.static(absolutePath(), { index: false, maxAge: '1d' })
  for (const file of ['/swagger-ui.css', '/swagger-ui-bundle.js']) router.get(file, folder)
  return router
}
