// What casts: nobody needs it before they have begun to vote, so this file is loaded then.
export { default as BallotBox } from './BallotBox.tsx'
export { createBallotWorker } from './createBallotWorker.ts'
