import { defineConfig } from 'prisma/config'

/** Where Prisma's command line finds the schema and its migrations. The server itself needs neither the file nor the CLI. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env['DATABASE_URL'] ? { datasource: { url: process.env['DATABASE_URL'] } } : {}),
})
