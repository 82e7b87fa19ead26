import { join } from 'node:path'
import * as snarkjs from 'snarkjs'
import type { CeremonyCircuit } from '../ceremony/index.ts'
import { compileProgram } from '../compileProgram.ts'

/** A circuit of two constraints, and files of powers of tau, all in one folder. */
export type TinyCircuit = {
  readonly circuit: CeremonyCircuit
  /** Prepared, and large enough. */
  readonly powersOfTau: string
  /** Prepared, and too small by a half. */
  readonly tooSmall: string
  /** Large enough, and not prepared. */
  readonly unprepared: string
}

const program = `pragma circom 2.1.9;

template Tiny() {
    signal input a;
    signal input b;
    signal output c;
    signal square <== a * a;
    c <== square * b + a;
}

component main {public [b]} = Tiny();
`

/** Makes what a ceremony takes, in a second or two. */
export async function prepareTinyCircuit(folder: string): Promise<TinyCircuit> {
  const file = (name: string) => join(folder, name)
  await compileProgram({ name: 'tiny', program, folder })
  const curve = await snarkjs.curves.getCurveFromName('bn128')
  await snarkjs.powersOfTau.newAccumulator(curve, 3, file('new.ptau'))
  await snarkjs.powersOfTau.contribute(file('new.ptau'), file('unprepared.ptau'), 'Test', 'test')
  await snarkjs.powersOfTau.preparePhase2(file('unprepared.ptau'), file('powers.ptau'))
  await snarkjs.powersOfTau.truncate(file('powers.ptau'), file('powers'))
  return {
    circuit: { id: 'tiny', compiler: 'circom2', r1cs: file('tiny.r1cs'), wasm: file('tiny.wasm') },
    powersOfTau: file('powers.ptau'),
    tooSmall: file('powers02.ptau'),
    unprepared: file('unprepared.ptau'),
  }
}
