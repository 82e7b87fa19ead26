#!/usr/bin/env node
import { promptSecret } from './input/promptSecret.ts'
import { runProgram } from './runProgram.ts'

const { env, stdin, stdout, stderr } = process
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())

const given = (name: string): string | undefined => env[name] || undefined

const code = await runProgram({
  arguments: process.argv.slice(2),
  secrets: {
    privateKey: given('PSEPHOS_PRIVATE_KEY'),
    keyPassphrase: given('PSEPHOS_KEY_PASSPHRASE'),
    passphrase: given('PSEPHOS_PASSPHRASE'),
    rpcUrl: given('PSEPHOS_RPC_URL'),
  },
  stdout,
  stderr,
  askSecret: stdin.isTTY ? (question) => promptSecret({ question, stdin, stderr }) : null,
  signal: stop.signal,
})
// The threads that made a proof would keep the process alive. What was written is let out first.
stdout.write('', () => stderr.write('', () => process.exit(code)))
