/*
 * Of each site the token of the newest receipt that this browser was given. It is shown to the house whenever the page asks who sits here, so that a
 * house whose database went back is told; nobody else can read anything from it.
 */

/** The header by which the house gives a token, and the one by which it is shown. */
export const [givenHeader, shownHeader] = ["zb-receipt", "zb-receipts"] as const;

const name = "zhiban.receipts";
const mostSites = 8;

type KeptPlace = Pick<Storage, "getItem" | "setItem">;

/** The browser's own place, which may be closed to the page: that is seen when it is used. */
const ownPlace: KeptPlace = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, value),
};

/** Keeps a token; the site that was heard of longest ago goes when there are too many. A browser that keeps nothing shows nothing. */
export function holdReceipt(site: string, token: string, place: KeptPlace = ownPlace): void {
  const others = held(place).filter(([other]) => other !== site);
  try {
    place.setItem(name, JSON.stringify([...others, [site, token]].slice(-mostSites)));
  } catch {
    // The browser keeps no more: the queue says so where it matters.
  }
}

/** What is shown to the house; undefined where there is nothing. */
export function receiptsToShow(place: KeptPlace = ownPlace): string | undefined {
  const tokens = held(place).map(([, token]) => token);
  return tokens.length === 0 ? undefined : tokens.join(" ");
}

function held(place: KeptPlace): readonly (readonly [site: string, token: string])[] {
  try {
    const kept: unknown = JSON.parse(place.getItem(name) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isHeld) : [];
  } catch {
    return []; // somebody else wrote there, or nothing may be read
  }
}

function isHeld(one: unknown): one is readonly [string, string] {
  return (
    Array.isArray(one) &&
    one.length === 2 &&
    one.every((each) => typeof each === "string") &&
    /^[\x21-\x7e]+$/.test(String(one[1]))
  );
}
