import { runCommand } from './runCommand.ts'

const commands = [
  ['biome', 'check', '--write'],
  ['prettier', '--write', '--log-level', 'warn', 'contracts/{src,test}/**/*.sol'],
] as const

for (const command of commands) {
  const { code } = await runCommand({ command, show: true })
  if (code !== 0) process.exitCode = 1
}
