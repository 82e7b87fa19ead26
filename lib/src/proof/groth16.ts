// By name, so that whoever bundles this drops the rest of snarkjs: of a whole module that is loaded at run time nothing can be dropped.
export { groth16 } from 'snarkjs'
