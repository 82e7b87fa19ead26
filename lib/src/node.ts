export * from './node/createProverProcess.ts'
export * from './node/readSemaphoreArtifacts.ts'
export * from './world-id/createWorldIdRequest.ts'
