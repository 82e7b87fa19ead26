// Kept out of the main entry: nobody deploys this verifier by accident.
export * from './generated/bytecode/DevelopmentWorldIDVerifier.ts'
