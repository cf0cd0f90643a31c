/** Why the embedded database cannot serve; each has one thing that the reader can do about it. */
export type StartFailureCode =
  | "no-binaries"
  | "not-runnable"
  | "folder-in-use"
  | "folder-damaged"
  | "folder-not-ours"
  | "folder-other-major"
  | "folder-not-writable"
  | "folder-is-file"
  | "no-room"
  | "worker-thread";

/**
 * The embedded database cannot be started. The message is one line for the person at the terminal: what, where, and
 * what to do.
 */
export class PostgresCannotStart extends Error {
  readonly code: StartFailureCode;

  constructor(code: StartFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PostgresCannotStart";
    this.code = code;
  }
}
