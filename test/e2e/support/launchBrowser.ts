import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/**
 * The browser does not speak to its maker while it is tested, and runs as root and in containers.
 * Everything else stays as people have it: the npm package's own arguments would switch the web's
 * security off.
 */
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-sandbox',
]

/** Starts the Chrome or Chromium at `CHROMIUM_PATH`, else the Chromium that comes from npm. */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH']
  const executablePath =
    installed === undefined || installed === '' ? await sparticuz.executablePath() : installed
  return chromium.launch({ executablePath, args })
}
