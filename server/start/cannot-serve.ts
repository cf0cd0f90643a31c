/** The product cannot start, for a reason that the person at the terminal can mend. The message is one line: what, where, what to do. */
export class CannotServe extends Error {
  /** The same line in Chinese. */
  readonly zh: string;

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(en, options);
    this.name = "CannotServe";
    this.zh = zh;
  }
}
