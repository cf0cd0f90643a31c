import { act, waitFor } from "@testing-library/react";
import { aloneNow, heardAlone, sealFor } from "./door/alone.ts";
import { ShownNounsContext } from "./noun/shown-nouns.ts";
import { books, nounKeys } from "./nouns.ts";
import { openedPart } from "./opened-part.tsx";
import { Root } from "./shell/Root.tsx";

/* For tests: all that stands around the screens, with what the nouns bring to it. */

export function WholeDesk() {
  return (
    <ShownNounsContext value={{ books, keys: nounKeys }}>
      <Root />
    </ShownNounsContext>
  );
}

/** Opens the whole desk at an address. Who sits in front of it, the edge of the network says. */
export function openedDesk(at = "/duty/gate") {
  return openedPart(<WholeDesk />, { around: "door", at });
}

/** The names that are pressed among the faces. */
export function pressedFaces(): (string | null)[] {
  return [...document.querySelectorAll(".faces [aria-pressed=true] .name")].map((each) => each.textContent);
}

/** The browser keeps sealed what a session gives for it; with one that names nothing sealed it keeps nothing. */
export async function keepsHere(session: Parameters<typeof sealFor>[0], pin: string): Promise<void> {
  await act(async () => {
    heardAlone(session);
    await sealFor(session, pin);
  });
  await waitFor(() => {
    if (aloneNow().known.length !== session.sealed.length) throw new Error("the browser keeps something else");
  });
}
