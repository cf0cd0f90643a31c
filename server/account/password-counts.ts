import { hostOf, networkOf } from "#server/http/network-of.ts";
import type { Subject } from "./try-count.ts";

export interface PasswordTry {
  readonly name: string;
  /** Where the owner of the name has signed in before: it has a count of its own, so that nobody shuts them out from elsewhere. */
  readonly browser: string | undefined;
  readonly address: string;
  /** The hash that it is held against, if anybody has this name: what was guessed at a password says nothing of the next one. */
  readonly against: string | undefined;
}

/** Where a try at a password is counted: at its own count, and among those of others where the browser is not known. */
export function passwordCounts({ name, browser, address, against = "" }: PasswordTry): {
  own: Subject;
  among: readonly Subject[];
} {
  if (browser) return { own: { counted: "passwordAtDesk", text: `${browser}/${name}/${against}` }, among: [] };
  const place = hostOf(address);
  return {
    own: { counted: "passwordFromAddress", text: `${place}/${name}/${against}` },
    among: [
      { counted: "passwordFromNetwork", text: `${networkOf(address)}/${name}`, onlyCounted: true },
      { counted: "passwordAnywhere", text: name },
      { counted: "address", text: place },
    ],
  };
}
