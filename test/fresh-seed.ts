import { randomInt } from "node:crypto";

/**
 * The seed from which a property is run: a new one each time, printed, so that what fails can be run again; `ZHIBAN_SEED` names one. A seed that
 * failed is kept as an example or a test of its own.
 */
export function freshSeed(): number {
  // Where mutants are asked about in haste, a test ends here.
  (globalThis as { drawsSeed?: () => void }).drawsSeed?.();
  const named = process.env.ZHIBAN_SEED;
  const seed = named === undefined ? randomInt(2 ** 31) : Number(named);
  process.stderr.write(`seed ${seed} (ZHIBAN_SEED=${seed} runs it again)\n`);
  return seed;
}
