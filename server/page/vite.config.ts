import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { leaveOut } from './leaveOut.ts'

/** Where `npm start` serves; `vite` alone serves only the page and hands the rest on. */
const server = 'http://localhost:3000'

export default defineConfig({
  plugins: [react(), leaveOut()],
  // Of what both the page and the library depend on, npm may install a copy for each.
  resolve: {
    dedupe: ['zod'],
    alias: [
      // GFM brings a writer of Markdown, which a page that only reads it never calls.
      {
        find: /^mdast-util-to-markdown$/,
        replacement: fileURLToPath(new URL('src/proposals/noMarkdownWriter.ts', import.meta.url)),
      },
    ],
  },
  build: {
    target: 'es2023',
    // A file, not a data: URL, for everything: the content security policy stays short.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A chunk runs whole before those that import it. In one with zod, forbidEval is sure to run before any
          // chunk makes a schema, however the rest is split.
          groups: [
            { name: 'zod', test: /node_modules\/zod\/|server\/forbidEval\.ts$/ },
            // Every page needs most of these small files, which together take less than one by one.
            { name: 'errors', test: /\/lib\/src\/(errors\/|secret\/optionClass)/ },
            {
              name: 'parts',
              test: /\/page\/src\/(components|errors|format|storage|secrecy)\/[^.]*\.tsx?$/,
            },
          ],
        },
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
