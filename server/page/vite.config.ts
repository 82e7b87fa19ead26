import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm start` serves; `vite` alone serves only the page and hands the rest on. */
const server = 'http://localhost:3000'

export default defineConfig({
  plugins: [react()],
  // Of what both the page and the library depend on, npm may install a copy for each.
  resolve: { dedupe: ['zod'] },
  build: {
    target: 'es2023',
    // A file, not a data: URL, for everything: the content security policy stays short.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What keeps zod from trying eval must have run before any file that makes a schema.
        codeSplitting: { groups: [{ name: 'zod', test: /[\\/](zod|forbidEval)[\\/.]/ }] },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': server,
      '/artifacts': server,
      '/development': server,
      '/request': server,
      '/response': server,
    },
  },
})
