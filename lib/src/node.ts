export * from './world-id/createWorldIdRequest.ts'
