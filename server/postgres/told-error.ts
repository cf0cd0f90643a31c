/** What a log may hold of an error. */
export interface ToldError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  /** Of PostgreSQL: what the error is about, by name. */
  readonly table?: string;
  readonly constraint?: string;
  readonly stack: string;
  readonly cause?: ToldError;
}

/** What PostgreSQL and Node tell beside the message. */
interface Told extends Error {
  readonly code?: unknown;
  readonly table_name?: unknown;
  readonly constraint_name?: unknown;
}

/** Class 22: the message spells the value, as 'invalid input syntax for type integer: "…"' does. */
const SPELLS_A_VALUE = /^22\w{3}$/;

/**
 * An error as it may stand in a log: where it was and what it is about, never a value. PostgreSQL tells of the row that it did not take
 * in the detail and where it was, and some of its messages, like those of a text that is no JSON, quote what they could not read.
 */
export function toldError(error: unknown): ToldError {
  if (!(error instanceof Error))
    return { type: typeof error, message: "something was thrown that is no error", stack: "" };
  const { code, table_name: table, constraint_name: constraint }: Told = error;
  const isSecret = error instanceof SyntaxError || (typeof code === "string" && SPELLS_A_VALUE.test(code));
  return {
    type: error.constructor.name,
    ...(typeof code === "string" ? { code } : {}),
    message: isSecret ? "a value could not be read" : error.message,
    ...(typeof table === "string" ? { table } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: toldError(error.cause) }),
  };
}

/** The same on lines for a terminal. */
export function toldLines(error: unknown): string {
  const { type, code, message, stack, cause } = toldError(error);
  const said = `${type}${code === undefined ? "" : ` ${code}`}: ${message}${stack === "" ? "" : `\n${stack}`}`;
  return cause === undefined ? said : `${said}\nbecause of ${toldLines((error as Error).cause)}`;
}

/** Without the message, which stands before them and may be of many lines. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line))
    .join("\n");
}
