/** A file of the screens that is kept in the browser. `revision` is null where its name says already what is in it. */
export interface KeptFile {
  readonly url: string;
  readonly revision: string | null;
}
