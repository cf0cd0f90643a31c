import { parseArgs } from "node:util";

/** A text for the person at the terminal, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What stands after a verb without a name of its own; the key that it has in its verb is how the code calls it. */
export interface Operand {
  /** As the help writes it: `FILE`. */
  readonly says: string;
  readonly is: Words;
  readonly mayLack?: true;
}

export interface Flag {
  readonly is: Words;
  /** What the flag wants after it, as the help writes it: `DIR`. Without it the flag is only there or not. */
  readonly takes?: string;
  /** What holds where the flag is not given. */
  readonly otherwise?: string;
}

type Operands = Readonly<Record<string, Operand>>;
type Flags = Readonly<Record<string, Flag>>;

type GivenOperand<O extends Operand> = O extends { readonly mayLack: true } ? string | undefined : string;
type GivenFlag<F extends Flag> = F extends { readonly takes: string }
  ? F extends { readonly otherwise: string }
    ? string
    : string | undefined
  : boolean;
type Given<O extends Operands, F extends Flags> = { readonly [Name in keyof O]: GivenOperand<O[Name]> } & {
  readonly [Name in keyof F]: GivenFlag<F[Name]>;
};

interface Said<O extends Operands, F extends Flags> {
  /** What the verb does, half a line. */
  readonly does: Words;
  readonly operands: O;
  readonly flags: F;
  /** Does it and answers the status to end with: 0 done and nothing failed, 1 where a check failed, 2 for a bad argument or file. */
  readonly run: (given: Given<O, F>) => Promise<number>;
}

/** One verb of the command line with all that is said of it, so that what can be asked and what the help lists are the same. */
export interface Verb {
  readonly does: Words;
  readonly operands: Operands;
  readonly flags: Flags;
  /** @throws WrongArgument where what was given is not what the verb takes */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** What the caller got wrong, to be said in one line; status 2. */
export class WrongArgument extends Error {
  readonly words: Words;
  constructor(words: Words | string, options?: ErrorOptions) {
    const both = typeof words === "string" ? { zh: words, en: words } : words;
    super(both.en, options);
    this.words = both;
  }
}

export const dataFlag = {
  takes: "DIR",
  is: { zh: "数据目录；不写则取 DATA_DIR，再不然是 ./data", en: "the data folder; else DATA_DIR, else ./data" },
} as const satisfies Flag;

export const jsonFlag = {
  is: { zh: "只在标准输出打印一份 JSON 文档", en: "one JSON document on standard output and nothing else" },
} as const satisfies Flag;

export function verb<const O extends Operands, const F extends Flags>(said: Said<O, F>): Verb {
  const { does, operands, flags, run } = said;
  return {
    does,
    operands,
    flags,
    run: async (args) => {
      const given = { ...readFlags(flags, args), ...readOperands(operands, flags, args) };
      return await run(given as Given<O, F>);
    },
  };
}

/** Not by `strict`, whose sentences are long and only English: what it would refuse is refused here. */
function tokensOf(flags: Flags, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { takes }]) => [name, { type: takes === undefined ? "boolean" : "string" }]),
  ) as Record<string, { type: "boolean" | "string" }>;
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function readFlags(flags: Flags, args: readonly string[]): Record<string, string | boolean | undefined> {
  const given: Record<string, string | boolean | undefined> = {};
  for (const [name, { takes, otherwise }] of Object.entries(flags))
    given[name] = takes === undefined ? false : otherwise;
  for (const token of tokensOf(flags, args)) {
    if (token.kind !== "option") continue;
    const { name, rawName: raw, value } = token;
    const flag = Object.hasOwn(flags, name) && raw === `--${name}` ? flags[name] : undefined;
    if (!flag) throw new WrongArgument({ zh: `没有选项 ${raw}`, en: `there is no flag ${raw}` });
    if (flag.takes === undefined) {
      if (value !== undefined) throw new WrongArgument({ zh: `${raw} 后面不带值`, en: `${raw} takes no value` });
      given[name] = true;
      continue;
    }
    // "--data --json" forgot the folder; "--seed -1" did not forget the number.
    if (value === undefined || (!token.inlineValue && /^-\D/.test(value)))
      throw new WrongArgument({
        zh: `${raw} 后面缺少 ${flag.takes}`,
        en: `${raw} needs a value: ${raw} ${flag.takes}`,
      });
    given[name] = value;
  }
  return given;
}

function readOperands(operands: Operands, flags: Flags, args: readonly string[]): Record<string, string | undefined> {
  const given: Record<string, string | undefined> = {};
  const values = tokensOf(flags, args).flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  for (const [name, { says, mayLack }] of Object.entries(operands)) {
    given[name] = values.shift();
    if (given[name] === undefined && !mayLack)
      throw new WrongArgument({ zh: `缺少 ${says}`, en: `${says} is missing` });
  }
  const [surplus] = values;
  if (surplus !== undefined)
    throw new WrongArgument({ zh: `多出了 ${surplus}`, en: `${surplus} is one word too many` });
  return given;
}
