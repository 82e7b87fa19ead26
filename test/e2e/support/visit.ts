import type { Browser } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { takePicture } from './inspectPage.ts'
import { openVisitor, type Visitor } from './openVisitor.ts'

/** What {@link visit} takes. */
export type VisitParameters = { browser: Browser; url: string }

/**
 * Opens the page for somebody new until the test ends; a picture shows where a failed one stood.
 */
export async function visit(parameters: VisitParameters): Promise<Visitor> {
  const visitor = await openVisitor(parameters)
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await takePicture(visitor.page, `failed ${task.name}`.replaceAll(/\W+/g, '-'))
    }
    await visitor.close()
  })
  return visitor
}
